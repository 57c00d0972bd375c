/// Words in lower case, as many as it has room for, which no title exceeds; those in ASCII without a copy on the heap.
///
/// ```
/// use nutgraf_gazetteer::Lower;
///
/// let mut lower = Lower::default();
/// assert_eq!(lower.push("Prime "), Some("prime "));
/// assert_eq!(lower.push("Minister"), Some("prime minister"));
/// assert_eq!(lower.push(&"Fell".repeat(20)), None);
/// ```
#[derive(Clone, Debug)]
pub struct Lower {
    room: [u8; ROOM],
    length: usize,
}

const ROOM: usize = 48;

impl Default for Lower {
    fn default() -> Self {
        Lower { room: [0; ROOM], length: 0 }
    }
}

impl Lower {
    /// All text so far.
    pub fn text(&self) -> &str {
        str::from_utf8(&self.room[..self.length]).unwrap_or_default()
    }

    /// Adds text, and gives all so far; `None` when there is no room.
    pub fn push(&mut self, text: &str) -> Option<&str> {
        if text.is_ascii() {
            self.copy(text)?.make_ascii_lowercase();
        } else {
            self.copy(&text.to_lowercase())?;
        }
        Some(self.text())
    }

    fn copy(&mut self, text: &str) -> Option<&mut [u8]> {
        let end = self.length + text.len();
        let own = self.room.get_mut(self.length..end)?;
        own.copy_from_slice(text.as_bytes());
        self.length = end;
        Some(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_not_taken() {
        let mut lower = Lower::default();
        assert_eq!(lower.push("ÉVORA "), Some("évora "));
        assert_eq!(lower.push(&"x".repeat(ROOM)), None);
        assert_eq!(lower.push(&"É".repeat(ROOM)), None);
        assert_eq!(lower.text(), "évora ");
        assert_eq!(lower.push("X").map(str::len), Some(8));
    }
}
