//! Text into a query, by recursive descent.

use nutgraf_core::{Day, EntityKind, Span, tokens};

use super::query::{Leaf, Node, QueryError, Wanted};
use crate::partial::term;
use crate::sequence::{Class, class};

/// Deepest nesting of brackets and `NOT`.
const DEEPEST: usize = 100;

const OPERAND: &str = "a word, a phrase or \"(\"";

const FIELDS: &str =
    "entity, person, organization, place, group, event, work, product, headline, outlet, language or date";

/// A piece of the query and the character it begins at, from 1.
struct Lexeme {
    column: usize,
    what: Kind,
}

enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Word(String),
    Phrase(String),
    /// The name before a colon; its value is the next lexeme.
    Field(String),
}

pub(super) fn parse(text: &str) -> Result<Node, QueryError> {
    let lexemes = lex(text)?;
    let mut parser = Parser { lexemes, at: 0, end: text.chars().count() + 1, depth: 0 };
    let node = parser.any_of()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.error("AND, OR or the end")),
    }
}

fn lex(text: &str) -> Result<Vec<Lexeme>, QueryError> {
    let chars: Vec<char> = text.chars().collect();
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let mut lexemes = vec![];
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let column = at + 1;
        let what = if c.is_whitespace() {
            at += 1;
            continue;
        } else if c == '(' || c == ')' {
            at += 1;
            if c == '(' { Kind::Open } else { Kind::Close }
        } else if is_quote(c) {
            let rest = &chars[at + 1..];
            let Some(length) = rest.iter().position(|&c| is_quote(c)) else {
                let (expected, found) = ("a closing quotation mark".to_owned(), "none".to_owned());
                return Err(QueryError { column, expected, found });
            };
            at += length + 2;
            Kind::Phrase(rest[..length].iter().collect())
        } else {
            let start = at;
            let is_name = |chars: &[char]| !chars.is_empty() && chars.iter().all(char::is_ascii_alphabetic);
            loop {
                match chars.get(at) {
                    Some(&c) if c.is_whitespace() || c == '(' || c == ')' || is_quote(c) => break,
                    Some(':') if is_name(&chars[start..at]) && chars.get(at + 1) != Some(&'/') => {
                        break;
                    }
                    Some(_) => at += 1,
                    None => break,
                }
            }
            let word: String = chars[start..at].iter().collect();
            if chars.get(at) == Some(&':') {
                at += 1;
                Kind::Field(word)
            } else {
                match word.as_str() {
                    "AND" => Kind::And,
                    "OR" => Kind::Or,
                    "NOT" => Kind::Not,
                    _ => Kind::Word(word),
                }
            }
        };
        lexemes.push(Lexeme { column, what });
    }
    Ok(lexemes)
}

struct Parser {
    lexemes: Vec<Lexeme>,
    at: usize,
    /// The column behind the last character.
    end: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Kind> {
        self.lexemes.get(self.at).map(|lexeme| &lexeme.what)
    }

    /// That something else was expected at the present lexeme.
    fn error(&self, expected: &str) -> QueryError {
        let found = match self.peek() {
            None => "its end".to_owned(),
            Some(Kind::Open) => "\"(\"".to_owned(),
            Some(Kind::Close) => "\")\"".to_owned(),
            Some(Kind::And) => "AND".to_owned(),
            Some(Kind::Or) => "OR".to_owned(),
            Some(Kind::Not) => "NOT".to_owned(),
            Some(Kind::Word(word)) => format!("{word:?}"),
            Some(Kind::Phrase(phrase)) => format!("{phrase:?}"),
            Some(Kind::Field(name)) => format!("\"{name}:\""),
        };
        let column = self.lexemes.get(self.at).map_or(self.end, |lexeme| lexeme.column);
        QueryError { column, expected: expected.to_owned(), found }
    }

    fn any_of(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all_of()?];
        while matches!(self.peek(), Some(Kind::Or)) {
            self.at += 1;
            nodes.push(self.all_of()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Or(nodes) })
    }

    fn all_of(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.operand()?];
        loop {
            match self.peek() {
                None | Some(Kind::Or | Kind::Close) => break,
                Some(Kind::And) => self.at += 1,
                Some(_) => {}
            }
            nodes.push(self.operand()?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::And(nodes) })
    }

    fn operand(&mut self) -> Result<Node, QueryError> {
        if self.depth == DEEPEST {
            return Err(self.error(&format!("at most {DEEPEST} brackets and NOTs inside one another")));
        }
        self.depth += 1;
        let node = match self.peek() {
            Some(Kind::Not) => {
                self.at += 1;
                Node::Not(Box::new(self.operand()?))
            }
            Some(Kind::Open) => {
                self.at += 1;
                let node = self.any_of()?;
                if !matches!(self.peek(), Some(Kind::Close)) {
                    return Err(self.error("AND, OR or \")\""));
                }
                self.at += 1;
                node
            }
            Some(Kind::Word(text) | Kind::Phrase(text)) => {
                let text = text.clone();
                self.text(&text, false)?
            }
            Some(Kind::Field(name)) => {
                let name = name.to_ascii_lowercase();
                self.field(&name)?
            }
            _ => return Err(self.error(OPERAND)),
        };
        self.depth -= 1;
        Ok(node)
    }

    fn field(&mut self, name: &str) -> Result<Node, QueryError> {
        let kind = EntityKind::ALL.into_iter().find(|kind| kind.name() == name);
        if kind.is_none() && !["entity", "headline", "outlet", "language", "date"].contains(&name) {
            return Err(self.error(&format!("a field ({FIELDS})")));
        }
        self.at += 1;
        let Some(Kind::Word(value) | Kind::Phrase(value)) = self.peek() else {
            return Err(self.error(&format!("a word or a phrase after \"{name}:\"")));
        };
        let value = value.trim().to_owned();
        let node = match name {
            "headline" => return self.text(&value, true),
            "outlet" => Node::Outlet(value),
            "language" => Node::Language(value),
            "date" => match period(&value) {
                Some((first, last)) => Node::Date(first, last),
                None => {
                    return Err(
                        self.error("a date such as 2024, 2024-04, 2024-04-09 or 2024-04-09..2024-05-01")
                    );
                }
            },
            _ => Node::Entity { kind, name: value },
        };
        self.at += 1;
        Ok(node)
    }

    /// The text of the present lexeme as words that follow one another.
    fn text(&mut self, text: &str, headline: bool) -> Result<Node, QueryError> {
        let pieces: Vec<Vec<Vec<Wanted>>> = text.split_whitespace().filter_map(piece).collect();
        if pieces.is_empty() {
            return Err(self.error("a word with a letter or a digit"));
        }
        self.at += 1;
        Ok(Node::Text(Leaf { pieces, headline }))
    }
}

/// The ways to cut a stretch without blanks into tokens; none when it holds no letter or digit.
fn piece(stretch: &str) -> Option<Vec<Vec<Wanted>>> {
    let (stretch, prefix) = match stretch.trim_end_matches([',', ';', '.']).strip_suffix('*') {
        Some(beginning) => (beginning, true),
        None => (stretch, false),
    };
    let cut = tokens(stretch, Span::of(stretch));
    let words =
        cut.iter().map(|token| token.slice(stretch)).filter(|token| class(token) != Class::Punctuation);
    let wanted = |text: &str| Wanted { text: term(text), prefix: false };
    let mut ways = vec![words.map(wanted).collect::<Vec<_>>()];
    // A hyphen joins names in a story (see `for_each_token`), but the query does not know what is a name.
    if stretch.contains('-') && ways[0].len() > 1 && class(stretch) == Class::Word {
        ways.push(vec![wanted(stretch)]);
    }
    for last in ways.iter_mut().filter_map(|way| way.last_mut()) {
        last.prefix = prefix;
    }
    (!ways[0].is_empty()).then_some(ways)
}

/// First and last day of a year (`2024`), a month (`2024-04`), a day, or of a range of them (`2024-04..2024-05-09`).
///
/// ```
/// use nutgraf_analysis::period;
///
/// let (first, last) = period("2024-02").unwrap();
/// assert_eq!((first.to_string(), last.to_string()), ("2024-02-01".into(), "2024-02-29".into()));
/// assert_eq!(period("February"), None);
/// ```
pub fn period(text: &str) -> Option<(Day, Day)> {
    if let Some((first, last)) = text.split_once("..") {
        return Some((period(first)?.0, period(last)?.1));
    }
    let first = match text.len() {
        4 => Day::parse(&format!("{text}-01-01"))?,
        7 => Day::parse(&format!("{text}-01"))?,
        _ => return Day::parse(text).map(|day| (day, day)),
    };
    let (year, month, _) = first.ymd();
    let next = match text.len() {
        4 => Day::from_ymd(year + 1, 1, 1),
        _ if month == 12 => Day::from_ymd(year + 1, 1, 1),
        _ => Day::from_ymd(year, month + 1, 1),
    };
    // The last year a day can have ends with its last day.
    Some((first, next.map_or(first + 365, |next| next + -1)))
}
