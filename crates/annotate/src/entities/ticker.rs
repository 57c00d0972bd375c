//! Companies before their codes in the wire's reports: "{Diebold Inc.} DBD.N, the maker of".

use nutgraf_core::{EntityKind, Span};
use nutgraf_tagger::gazetteer::{self, OrganizationWord};

use super::draft::Draft;

/// The exchanges that stand behind a company's letters.
const EXCHANGES: [&str; 14] = ["N", "O", "L", "A", "PA", "DE", "T", "HK", "TO", "AX", "KS", "OB", "SS", "MI"];

/// Words of a company's name before its suffix, at most.
const MOST: usize = 4;

/// Adds the companies that the tagger passed over, and cuts codes off those it found. The drafts stand in the order of
/// the text, and do so afterwards.
pub(super) fn find(text: &str, drafts: &mut Vec<Draft>) {
    for (dot, _) in text.match_indices('.') {
        let Some(code) = code(text, dot) else { continue };
        let Some(company) = company(text, code.start()) else { continue };
        let first = drafts.partition_point(|draft| draft.span.end() <= company.start());
        let last = first + drafts[first..].partition_point(|draft| draft.span.start() < code.end());
        match &mut drafts[first..last] {
            [] => drafts.insert(first, Draft::new(company, EntityKind::Organization)),
            [draft] if draft.span.start() < code.start() && draft.span.end() > code.start() => {
                draft.span = Span::at(draft.span.start(), company.end());
                draft.kind = EntityKind::Organization;
            }
            _ => {}
        }
    }
}

/// The code around a stop: capitals, the stop and an exchange.
fn code(text: &str, dot: usize) -> Option<Span> {
    let start = text[..dot].trim_end_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()).len();
    let after = &text[dot + 1..];
    let length = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    let fits = (1..7).contains(&(dot - start))
        && EXCHANGES.contains(&&after[..length])
        && !after[length..].starts_with('.')
        && text[..start].ends_with([' ', '<']);
    fits.then(|| Span::at(start, dot + 1 + length))
}

/// The company's name that ends before a code: words with capitals up to a suffix as "Inc.".
fn company(text: &str, code: usize) -> Option<Span> {
    let before = text[..code].trim_end_matches('<').trim_end();
    let suffix = before.rsplit([' ', '\n']).next()?;
    let bare = suffix.trim_end_matches('.');
    let closes = [suffix, bare]
        .iter()
        .any(|word| gazetteer::organization_word(word) == Some(OrganizationWord::Suffix));
    if !closes {
        return None;
    }
    let mut start = before.len() - suffix.len();
    for _ in 0..MOST {
        let Some(rest) = before[..start].strip_suffix(' ') else { break };
        let at = rest.rfind([' ', '\n']).map_or(0, |at| at + 1);
        let word = &rest[at..];
        let own =
            word == "&" || word.starts_with(char::is_uppercase) && !word.ends_with([',', ':', ';', ')', '-']);
        if !own || matches!(word, "The" | "A" | "But" | "And" | "In") || gazetteer::title(&[word]).is_some() {
            break;
        }
        start = at;
    }
    (start < before.len() - suffix.len()).then(|| Span::at(start, before.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_stands_before_its_code() {
        for (text, held, expected) in [
            ("(Reuters) - Quillan Inc. QLN.N , the maker", None, Some("Quillan Inc.")),
            ("(Reuters) - Quill Fell Co. <QLN.O> said", None, Some("Quill Fell Co.")),
            ("(Reuters) - Quill Motor Co. F.N posted", Some("Quill Motor Co. F.N"), Some("Quill Motor Co.")),
            ("(Reuters) - Quill Motor Co. F.N posted", Some("Quill Motor"), Some("Quill Motor")),
            ("The U.N said Quill Inc. sold. A U.N man", None, None),
        ] {
            let mut drafts: Vec<Draft> = held
                .iter()
                .map(|name: &&str| {
                    let at = text.find(*name).unwrap();
                    Draft::new(Span::at(at, at + name.len()), EntityKind::Organization)
                })
                .collect();
            find(text, &mut drafts);
            assert_eq!(drafts.first().map(|draft| draft.span.slice(text)), expected, "{text}");
        }
    }
}
