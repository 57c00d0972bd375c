use std::fmt;

/// A text as XML 1.0 may hold it, in an element or an attribute: marks as references, white space kept as it is, and
/// characters that XML has no way to write replaced.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                // An attribute would turn them into spaces.
                '\t' => formatter.write_str("&#9;")?,
                '\n' => formatter.write_str("&#10;")?,
                '\r' => formatter.write_str("&#13;")?,
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => formatter.write_str("\u{fffd}")?,
                c => fmt::Write::write_char(formatter, c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn marks_are_references_and_what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            Escaped("A & B <\"c\">\n\u{0}é").to_string(),
            "A &amp; B &lt;&quot;c&quot;&gt;&#10;\u{fffd}é"
        );
    }
}
