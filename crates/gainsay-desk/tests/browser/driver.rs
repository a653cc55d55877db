//! A browser that is driven over WebDriver: Debian's `chromium` through its `chromium-driver`. No more of the protocol is here
//! than the journey needs.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a page may take to be what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// The key of an element in WebDriver's JSON.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The `chromium` and its driver of this machine, where it has both.
pub fn programs() -> Option<(String, String)> {
    let found = |names: &[&str]| -> Option<String> {
        let paths = std::env::var_os("PATH")?;
        let mut all =
            std::env::split_paths(&paths).flat_map(|folder| names.iter().map(move |name| folder.join(name)));
        all.find(|path| path.is_file()).map(|path| path.to_string_lossy().into_owned())
    };
    Some((found(&["chromium", "chromium-browser", "google-chrome"])?, found(&["chromedriver"])?))
}

/// A browser with a window of its own.
pub struct Browser {
    driver: Child,
    base: String,
    agent: ureq::Agent,
    /// What its log said so far.
    pub console: Vec<String>,
    /// Every address that was asked for so far.
    pub asked: Vec<String>,
}

impl Browser {
    /// Starts one.
    pub fn start((chromium, driver): &(String, String)) -> Self {
        let mut child = Command::new(driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let port = port(&mut child);
        let config = ureq::Agent::config_builder().proxy(None).http_status_as_error(false);
        let agent = config.timeout_global(Some(Duration::from_secs(60))).build().new_agent();
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1280,1000",
            "--no-first-run",
            "--disable-component-update",
            "--disable-background-networking",
            "--disable-sync",
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"binary": chromium, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}});
        let mut browser = Self {
            driver: child,
            base: format!("http://127.0.0.1:{port}/session"),
            agent,
            console: Vec::new(),
            asked: Vec::new(),
        };
        let session = browser.call("POST", "", &wanted);
        let id = session["sessionId"].as_str().expect("a session").to_owned();
        browser.base = format!("{}/{id}", browser.base);
        browser
    }

    /// Asks for pages as a browser that is set to `light` or `dark` does.
    pub fn prefer(&self, scheme: &str) {
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call(
            "POST",
            "/goog/cdp/execute",
            &json!({"cmd": "Emulation.setEmulatedMedia", "params": media}),
        );
    }

    /// Opens an address.
    pub fn open(&mut self, address: &str) {
        self.call("POST", "/url", &json!({"url": address}));
        self.listen();
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.call("GET", "/url", &Value::Null).as_str().unwrap_or_default().to_owned()
    }

    /// What a script returns.
    pub fn run(&self, script: &str, arguments: Value) -> Value {
        self.call("POST", "/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// What a script hands to its last argument.
    pub fn run_on(&self, script: &str, arguments: Value) -> Value {
        self.call("POST", "/execute/async", &json!({"script": script, "args": arguments}))
    }

    /// The first element that a CSS selector finds, waited for.
    pub fn find(&self, selector: &str) -> String {
        let wanted = json!({"using": "css selector", "value": selector});
        let end = Instant::now() + PATIENCE;
        loop {
            let found = self.call("POST", "/elements", &wanted);
            if let Some(id) = found[0][ELEMENT].as_str() {
                return id.to_owned();
            }
            assert!(Instant::now() < end, "{selector} is not on {}: {}", self.address(), self.text("body"));
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// How many elements a selector finds now.
    pub fn count(&self, selector: &str) -> usize {
        let found = self.call("POST", "/elements", &json!({"using": "css selector", "value": selector}));
        found.as_array().map_or(0, Vec::len)
    }

    /// The text of the first element that a selector finds.
    pub fn text(&self, selector: &str) -> String {
        let text =
            self.run("return document.querySelector(arguments[0])?.innerText ?? ''", json!([selector]));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks the first element that a selector finds.
    pub fn click(&mut self, selector: &str) {
        let element = self.find(selector);
        self.run("arguments[0].scrollIntoView({block: 'center'})", json!([{ELEMENT: element}]));
        self.call("POST", &format!("/element/{element}/click"), &json!({}));
        self.listen();
    }

    /// Fills the first field that a selector finds.
    pub fn fill(&mut self, selector: &str, text: &str) {
        let element = self.find(selector);
        self.call("POST", &format!("/element/{element}/clear"), &json!({}));
        self.call("POST", &format!("/element/{element}/value"), &json!({"text": text}));
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub fn press(&mut self, keys: &[&str]) {
        let actions: Vec<Value> = keys
            .iter()
            .flat_map(|key| {
                [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
            })
            .collect();
        self.call(
            "POST",
            "/actions",
            &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}),
        );
        self.listen();
    }

    /// The page as a PDF, in bytes that are coded by base64.
    pub fn print(&self) -> String {
        self.call("POST", "/print", &json!({})).as_str().unwrap_or_default().to_owned()
    }

    /// Takes down what was logged and what was asked for since.
    pub fn listen(&mut self) {
        for entry in self.log("browser") {
            if entry["level"] == "SEVERE" || entry["level"] == "WARNING" {
                self.console.push(entry["message"].as_str().unwrap_or_default().to_owned());
            }
        }
        for entry in self.log("performance") {
            let message: Value =
                serde_json::from_str(entry["message"].as_str().unwrap_or_default()).unwrap_or_default();
            if message["message"]["method"] == "Network.requestWillBeSent" {
                let address = message["message"]["params"]["request"]["url"].as_str().unwrap_or_default();
                self.asked.push(address.to_owned());
            }
        }
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        self.call("POST", "/se/log", &json!({"type": kind})).as_array().cloned().unwrap_or_default()
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let address = format!("{}{path}", self.base);
        let answer = if method == "GET" {
            self.agent.get(&address).call()
        } else {
            self.agent.post(&address).header("content-type", "application/json").send(body.to_string())
        };
        let text = answer.expect("the driver answers").body_mut().read_to_string().expect("text");
        let mut answer: Value = serde_json::from_str(&text).expect("JSON");
        let value = answer["value"].take();
        assert!(value.get("error").is_none(), "{method} {path} {body}: {value}");
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.base).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver says it listens on.
fn port(driver: &mut Child) -> u16 {
    let out = BufReader::new(driver.stdout.take().expect("its output"));
    let mut lines = out.lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        line.contains("started successfully").then(|| {
            let digits: String = line
                .chars()
                .rev()
                .skip_while(|c| !c.is_ascii_digit())
                .take_while(char::is_ascii_digit)
                .collect();
            digits.chars().rev().collect::<String>()
        })
    });
    // What it says later is read and dropped, lest it wait for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    port.and_then(|port| port.parse().ok()).expect("a port")
}
