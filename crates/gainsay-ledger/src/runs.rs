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

/// Numbers that are sorted, as bytes.
pub(crate) fn to_bytes(runs: &[u32]) -> Vec<u8> {
    let mean = runs.last().map_or(0, |last| last / runs.len() as u32);
    let k = mean.checked_ilog2().unwrap_or(0);
    let mut bits = Bits { bytes: vec![k as u8], free: 0 };
    let mut before = 0;
    for &run in runs {
        let distance = run.saturating_sub(std::mem::replace(&mut before, run));
        (0..distance >> k).for_each(|_| bits.push(1));
        bits.push(0);
        (0..k).rev().for_each(|place| bits.push((distance >> place) as u8 & 1));
    }
    bits.fill();
    bits.bytes
}

/// The numbers that such bytes spell; of bytes that are damaged, as many as they have.
pub(crate) fn from_bytes(bytes: &[u8]) -> Vec<u32> {
    let Some((&k, rest)) = bytes.split_first() else { return Vec::new() };
    let k = u32::from(k).min(32);
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
        ones = ones.wrapping_add(more);
        if more == many {
            if many == 0 {
                return runs;
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
        if many < k {
            return runs;
        }
        let last = if k == 0 { 0 } else { next >> (64 - k) };
        next <<= k;
        many -= k;
        let high = u64::from(std::mem::take(&mut ones)) << k;
        run = run.wrapping_add((high | last) as u32);
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
        assert_eq!(to_bytes(&[3, 8, 20]), bytes);
        assert_eq!(from_bytes(&bytes), [3, 8, 20]);
        assert_eq!(from_bytes(&to_bytes(&[])), [0; 0]);
        assert_eq!(from_bytes(&[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(mut runs in proptest::collection::vec(any::<u32>(), 0..70)) {
            runs.sort_unstable();
            prop_assert_eq!(from_bytes(&to_bytes(&runs)), runs.clone());
            // 64 numbers take less than 4 bytes each.
            prop_assert!(runs.len() < 64 || to_bytes(&runs).len() < runs.len() * 4);
        }

        #[test]
        fn no_bytes_are_a_mistake(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            from_bytes(&bytes);
        }
    }
}
