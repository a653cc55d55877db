//! The sample of a page's runs of words, as it is stored: the distances between sorted numbers, in Rice's code.
//!
//! The numbers are as good as random, so no compressor makes them shorter; that they are sorted does. With a parameter `k`, a
//! distance `d` is `d >> k` ones, a zero, and the last `k` bits of `d` (R. Rice, "Some practical universal noiseless coding
//! techniques", 1979). The first byte is `k`, and ones fill the last byte up, which no zero ends.
//!
//! ```text
//! 3, 8, 20      distances 3, 5, 12; k = 2
//! 00000010      k
//! 0 11          3 >> 2 is 0: no one; its last bits are 11
//! 10 01         5 >> 2 is 1: a one; its last bits are 01
//! 1110 00       12 >> 2 is 3: three ones; its last bits are 00
//! 111           nothing
//! ```

/// How many numbers there may be, many times what a sample has. Stored bytes may be damaged, and must not ask for room without end.
const MOST: usize = 4096;

/// How many bytes [`MOST`] numbers can take: none has more than 31 last bits and a zero, and all ones together are two a number.
const LONGEST: usize = 1 + MOST * 5;

/// Numbers that are sorted, as bytes; `None` where they are not, or where they are too many.
pub(crate) fn to_bytes(runs: &[u32]) -> Option<Vec<u8>> {
    if !runs.is_sorted() || runs.len() > MOST {
        return None;
    }
    let mean = runs.last().map_or(0, |last| last / runs.len() as u32);
    let k = mean.checked_ilog2().unwrap_or(0);
    let mut bits = Bits { bytes: vec![k as u8], free: 0 };
    let mut before = 0;
    for &run in runs {
        let distance = run - std::mem::replace(&mut before, run);
        (0..distance >> k).for_each(|_| bits.push(1));
        bits.push(0);
        (0..k).rev().for_each(|place| bits.push((distance >> place) as u8 & 1));
    }
    bits.fill();
    Some(bits.bytes)
}

/// The numbers that such bytes spell, sorted; `None` for bytes that are damaged.
pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Vec<u32>> {
    let (&k, rest) = bytes.split_first()?;
    let k = u32::from(k);
    if k > 31 || bytes.len() > LONGEST {
        return None;
    }
    let mut rest = rest.iter();
    // The next bits, the first of them highest, and how many there are.
    let (mut next, mut many) = (0_u64, 0_u32);
    let mut runs = Vec::with_capacity(64);
    let (mut run, mut ones) = (0_u32, 0_u32);
    loop {
        while many <= 56
            && let Some(&byte) = rest.next()
        {
            next |= u64::from(byte) << (56 - many);
            many += 8;
        }
        let more = next.leading_ones().min(many);
        ones += more;
        if more == many {
            if many == 0 {
                // What is left is what fills the last byte up.
                return (ones < 8).then_some(runs);
            }
            (next, many) = (0, 0);
            continue;
        }
        // The ones and the zero that ends them; then the last bits, which may have to be fetched first.
        next = next << more << 1;
        many -= more + 1;
        while many <= 56
            && let Some(&byte) = rest.next()
        {
            next |= u64::from(byte) << (56 - many);
            many += 8;
        }
        if many < k || runs.len() == MOST {
            return None;
        }
        let last = if k == 0 { 0 } else { next >> (64 - k) };
        next <<= k;
        many -= k;
        let high = u64::from(std::mem::take(&mut ones)) << k;
        run = run.checked_add(u32::try_from(high | last).ok()?)?;
        runs.push(run);
    }
}

struct Bits {
    bytes: Vec<u8>,
    /// How many bits of the last byte are not taken.
    free: u32,
}

impl Bits {
    fn push(&mut self, bit: u8) {
        if self.free == 0 {
            self.bytes.push(0);
            self.free = 8;
        }
        self.free -= 1;
        if let Some(last) = self.bytes.last_mut() {
            *last |= bit << self.free;
        }
    }

    fn fill(&mut self) {
        while self.free > 0 {
            self.push(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bytes_are_as_the_drawing_says() {
        let bytes = [2, 0b0111_0011, 0b1100_0111];
        assert_eq!(to_bytes(&[3, 8, 20]).expect("sorted"), bytes);
        assert_eq!(from_bytes(&bytes).expect("whole"), [3, 8, 20]);
        assert_eq!(from_bytes(&to_bytes(&[]).expect("sorted")).expect("whole"), [0; 0]);
    }

    #[test]
    fn numbers_that_are_not_sorted_or_too_many_are_refused() {
        assert_eq!(to_bytes(&[8, 3]), None);
        assert_eq!(to_bytes(&[0; MOST + 1]), None);
        for runs in [vec![7; MOST], vec![u32::MAX; MOST], (0..MOST as u32).map(|at| at << 20).collect()] {
            let bytes = to_bytes(&runs).expect("sorted");
            assert!(bytes.len() <= LONGEST);
            assert_eq!(from_bytes(&bytes).expect("whole"), runs);
        }
    }

    #[test]
    fn bytes_that_are_damaged_are_told() {
        for (bytes, why) in [
            (vec![], "no parameter"),
            (vec![32, 0xff], "a parameter that no number needs"),
            (vec![2, 0b0111_0011, 0b1100_0110], "a number that is cut off"),
            (vec![2, 0b0111_0011, 0b1100_0111, 0xff], "more than fills a byte up"),
            (vec![31, 0b1101_1111, 0xff, 0xff, 0xff, 0xff], "a number beyond the range"),
            (vec![0; MOST], "too many numbers"),
            (vec![0xff; LONGEST + 1], "too many bytes"),
        ] {
            assert_eq!(from_bytes(&bytes), None, "{why}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(mut runs in proptest::collection::vec(any::<u32>(), 0..70)) {
            runs.sort_unstable();
            let bytes = to_bytes(&runs).expect("sorted");
            prop_assert_eq!(from_bytes(&bytes), Some(runs.clone()));
            // 64 numbers take less than 4 bytes each.
            prop_assert!(runs.len() < 64 || bytes.len() < runs.len() * 4);
        }

        #[test]
        fn whatever_is_read_is_sorted_and_bounded(k in 0..40_u8, bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
            let bytes = [&[k], &bytes[..]].concat();
            if let Some(runs) = from_bytes(&bytes) {
                prop_assert!(runs.is_sorted());
                prop_assert!(runs.len() <= MOST && runs.capacity() <= MOST * 2);
            }
        }
    }
}
