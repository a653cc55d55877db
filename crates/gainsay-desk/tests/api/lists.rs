//! Lists: narrowed, in parts, and without a jump when something comes in.

use super::*;

/// A list in parts of `limit`.
async fn whole(program: &mut Program, address: &str, limit: usize) -> Vec<Value> {
    let join = if address.contains('?') { '&' } else { '?' };
    let path = address.split('?').next().expect("a path").to_owned();
    let (mut all, mut cursor) = (Vec::new(), String::new());
    for _ in 0..500 {
        let part = program.get_as(&path, &format!("{address}{join}limit={limit}{cursor}")).await;
        assert!(items(&part).len() <= limit);
        all.extend(items(&part).iter().cloned());
        match part["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
    panic!("{address} does not end");
}

#[tokio::test]
async fn a_list_in_parts_is_the_list() {
    let mut program = Program::at_sample().await;
    for (address, most) in [
        ("/pages", 200),
        ("/statements", 200),
        ("/statements?holder=RUS", 200),
        ("/positions", 200),
        ("/positions?stance=denies", 200),
        ("/positions?q=shells", 200),
        ("/disputes", 100),
        ("/disputes?all=true", 100),
        ("/holders", 200),
        ("/log", 200),
    ] {
        let at_once = whole(&mut program, address, most).await;
        assert!(at_once.len() > 2, "{address}: {}", at_once.len());
        let in_parts = whole(&mut program, address, 2).await;
        assert_eq!(in_parts, at_once, "{address}");
    }
}

#[tokio::test]
async fn what_comes_in_moves_nothing() {
    let mut program = Program::at_sample().await;
    let first = program.get("/positions?limit=5").await;
    let rest = whole(&mut program, "/positions", 200).await[5..].to_vec();
    let text =
        "PYONGYANG, 2 March 2019 - North Korea denied on Saturday that it had sold shells to Russia.\n";
    let told = program.page("/pages?path=early.txt&published=2019-03-02", "text/plain", text).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.json);
    assert!(told.json["positions"].as_u64() > Some(0), "{}", told.json);
    let next = first["next"].as_str().expect("a cursor");
    let now = program.get(&format!("/positions?limit=200&cursor={next}")).await;
    assert_eq!(items(&now), &rest, "what was said before the first part comes in no later one");
}

#[tokio::test]
async fn filters_are_those_of_the_command_line() {
    let mut program = Program::at_sample().await;
    let text = "TEHRAN, 2 March 2023 - Sudan's government said on Thursday that Iran had delivered drones to Sudan.\n";
    program.page("/pages?path=sudan.txt&published=2023-03-02", "text/plain", text).await;
    let all = whole(&mut program, "/disputes?all=true", 100).await;
    let ids = |list: &[Value]| -> Vec<String> {
        list.iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
    };
    let contested = whole(&mut program, "/disputes", 100).await;
    assert!(contested.len() < all.len() && contested.iter().all(|it| it["contested"] == true));
    for (written, code) in [("North%20Korea", "PRK"), ("prk", "PRK"), ("Moscow", "RUS")] {
        let narrowed = whole(&mut program, &format!("/disputes?all=true&party={written}"), 100).await;
        let fit: Vec<Value> = all
            .iter()
            .filter(|it| it["parties"].as_array().expect("parties").contains(&json!(code)))
            .cloned()
            .collect();
        assert!(!fit.is_empty() && ids(&narrowed) == ids(&fit), "{written}");
    }
    let denied = whole(&mut program, "/disputes?all=true&stance=denies", 100).await;
    assert!(!denied.is_empty() && denied.len() < all.len());
    let found = whole(&mut program, "/disputes?all=true&q=shells", 100).await;
    assert!(!found.is_empty() && found.len() < all.len(), "{} of {}", found.len(), all.len());
    let none = whole(&mut program, "/disputes?all=true&to=1990", 100).await;
    assert!(none.is_empty());
    let positions = whole(&mut program, "/positions?item=ammunition&holder=USA", 200).await;
    assert!(!positions.is_empty());
    for held in &positions {
        assert!(held["position"]["holder"].as_str().expect("a holder").starts_with("USA"), "{held}");
    }
    // What one holder said is narrowed alike.
    let holder = positions[0]["position"]["holder"].as_str().expect("a holder");
    let of_it = program.get_as("/holders/{holder}", &format!("/holders/{holder}?stance=denies")).await;
    let denied = items(&of_it["positions"]);
    assert!(denied.iter().all(|held| held["position"]["stance"] == "denies"), "{of_it}");
    let said = whole(&mut program, "/statements?holder=USA", 200).await;
    assert!(said.len() > positions.len(), "{} statements", said.len());
}

#[tokio::test]
async fn a_grade_finds_what_was_graded_so() {
    let mut program = Program::at_sample().await;
    let first = items(&program.get("/positions?stance=denies&holder=PRK&limit=1").await)[0].clone();
    let holder = first["position"]["holder"].as_str().expect("a holder").to_owned();
    let on = format!(
        "{}:{}",
        first["page"].as_str().expect("a page"),
        first["position"]["id"].as_str().expect("an id")
    );
    assert!(items(&program.get("/positions?grade=D").await).is_empty());
    program.enter("/grades", json!({"by": "Ana", "on": holder, "grade": "D"})).await;
    program.enter("/grades", json!({"by": "Ana", "on": on, "grade": "3"})).await;
    let of_holder = program.get("/positions?grade=D").await;
    assert!(items(&of_holder).iter().all(|held| held["position"]["holder"] == json!(holder)));
    for grade in ["D3", "3"] {
        let found = program.get(&format!("/positions?grade={grade}")).await;
        let [held] = &items(&found)[..] else { panic!("{grade}: {found}") };
        assert_eq!((&held["page"], &held["position"]["id"]), (&first["page"], &first["position"]["id"]));
        assert_eq!(held["people"]["grade"]["code"], "D3");
    }
    assert_eq!(program.get("/positions?grade=E3").await["items"], json!([]));
    let dispute = items(&program.get("/disputes?all=true&grade=D3").await).len();
    assert_eq!(dispute, 1);
    assert_eq!(items(&program.get(&format!("/grades?on={holder}")).await).len(), 1);
}

#[tokio::test]
async fn a_dispute_is_shown_with_all_of_its_positions_in_parts() {
    let mut program = Program::at_sample().await;
    let listed = items(&program.get("/disputes?limit=1").await)[0].clone();
    let id = listed["id"].as_str().expect("an id");
    let shown = program.get_as("/disputes/{dispute}", &format!("/disputes/{id}?limit=200")).await;
    let positions = shown["positions"].as_array().expect("positions");
    let asserted = shown["sides"]["asserts"].as_array().expect("a side").len();
    assert_eq!(listed["sides"]["asserts"]["positions"], asserted);
    assert!(positions.len() > 3 && shown["next"].is_null());
    assert_eq!(positions[0]["page"], shown["sides"]["asserts"][0]["page"]);
    let short = program.get_as("/disputes/{dispute}", &format!("/disputes/{id}?limit=2")).await;
    assert_eq!(short["positions"].as_array().expect("positions"), &positions[..2]);
    let next = short["next"].as_str().expect("a cursor");
    let rest = format!("/disputes/{id}/positions?limit=200&cursor={next}");
    let rest = program.get_as("/disputes/{dispute}/positions", &rest).await;
    assert_eq!(items(&rest), &positions[2..]);
    let opening = program.get_as("/disputes/{dispute}", &format!("/disputes/{}?limit=200", &id[..8])).await;
    assert_eq!(opening, shown);
}

#[tokio::test]
async fn a_page_is_its_reading_and_its_text() {
    let mut program = Program::at_sample().await;
    let held = items(&program.get("/positions?limit=1").await)[0].clone();
    let id = held["page"].as_str().expect("a page");
    let page = program.get_as("/pages/{page}", &format!("/pages/{id}")).await;
    let text = program.get_as("/pages/{page}/text", &format!("/pages/{id}/text")).await;
    assert_eq!(page["reading"]["text"], text);
    let [start, end] =
        [0, 1].map(|at| held["statement"]["content"]["spans"][0][at].as_u64().expect("a place") as usize);
    let words: String = text.as_str().expect("text").chars().skip(start).take(end - start).collect();
    assert!(held["words"].as_str().expect("words").starts_with(&words), "{words}");
    let statements = whole(&mut program, &format!("/statements?page={id}"), 200).await;
    assert_eq!(statements.len(), page["reading"]["statements"].as_array().expect("statements").len());
    let position =
        format!("/pages/{}/positions/{}", &id[..12], held["position"]["id"].as_str().expect("an id"));
    let one = program.get_as("/pages/{page}/positions/{position}", &position).await;
    assert_eq!((&one["words"], &one["position"]), (&held["words"], &held["position"]));
    assert_eq!(one["disputes"].as_array().expect("disputes").len(), 1);
}
