use nutgraf_core::EntityKind;

/// The script of a name that holds no Latin letter, by ISO 15924 code; none for a Latin name or one without letters.
///
/// Japanese (kana, with or without Han) is `Jpan`, Korean `Hang`, Chinese characters alone `Hani`.
pub(super) fn script(name: &str) -> Option<&'static str> {
    let mut found: Option<&'static str> = None;
    for c in name.chars().filter(|c| c.is_alphabetic()) {
        let next = script_of(c)?;
        found = Some(match found {
            Some("Jpan") if next == "Hani" => "Jpan",
            Some("Hani") if next == "Jpan" => "Jpan",
            // Of two scripts the first names the name.
            Some(first) => first,
            None => next,
        });
    }
    found
}

fn script_of(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "Grek",
        '\u{400}'..='\u{52f}'
        | '\u{1c80}'..='\u{1c8f}'
        | '\u{2de0}'..='\u{2dff}'
        | '\u{a640}'..='\u{a69f}' => "Cyrl",
        '\u{531}'..='\u{58f}' => "Armn",
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => "Hebr",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' => {
            "Arab"
        }
        '\u{fe70}'..='\u{feff}' => "Arab",
        '\u{700}'..='\u{74f}' => "Syrc",
        '\u{780}'..='\u{7bf}' => "Thaa",
        '\u{900}'..='\u{97f}' => "Deva",
        '\u{980}'..='\u{9ff}' => "Beng",
        '\u{a00}'..='\u{a7f}' => "Guru",
        '\u{a80}'..='\u{aff}' => "Gujr",
        '\u{b00}'..='\u{b7f}' => "Orya",
        '\u{b80}'..='\u{bff}' => "Taml",
        '\u{c00}'..='\u{c7f}' => "Telu",
        '\u{c80}'..='\u{cff}' => "Knda",
        '\u{d00}'..='\u{d7f}' => "Mlym",
        '\u{d80}'..='\u{dff}' => "Sinh",
        '\u{e00}'..='\u{e7f}' => "Thai",
        '\u{e80}'..='\u{eff}' => "Laoo",
        '\u{f00}'..='\u{fff}' => "Tibt",
        '\u{1000}'..='\u{109f}' => "Mymr",
        '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' | '\u{2d00}'..='\u{2d2f}' => "Geor",
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}' => "Hang",
        '\u{1200}'..='\u{139f}' => "Ethi",
        '\u{1780}'..='\u{17ff}' => "Khmr",
        '\u{1800}'..='\u{18af}' => "Mong",
        '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => "Jpan",
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' => "Hani",
        '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => "Hani",
        _ => return None,
    })
}

/// Characters that end the names of bodies, and of places, in Chinese, Japanese and Korean.
const BODIES: &str = "黨 党 部 局 署 院 會 会 社 公司 大學 大学 集團 集团 銀行 银行 協會 中心 造船 新聞 新闻 日報 日报 당 부 회 사 대학교 은행 그룹 신문 조선소";
const PLACES: &str = "市 縣 县 省 島 岛 區 区 國 国 町 村 港 山 州 시";

/// Whether a name in its own script ends as only a body's does, for a mention tagged otherwise.
pub(super) fn is_body(native: &str) -> bool {
    BODIES.split(' ').any(|ending| ending.chars().count() > 1 && native.ends_with(ending))
}

/// The kind that a name in its own script suggests for `words` romanised words before it: a short Han or Hangul name
/// is a person's, one that ends in "party" or "city" is not.
pub(super) fn suggested(native: &str, words: usize) -> EntityKind {
    if BODIES.split(' ').any(|ending| native.ends_with(ending)) {
        return EntityKind::Organization;
    }
    if PLACES.split(' ').any(|ending| native.ends_with(ending)) {
        return EntityKind::Place;
    }
    match script(native) {
        Some("Hani" | "Hang") if native.chars().count() > 4 => EntityKind::Organization,
        _ if (2..=4).contains(&words) => EntityKind::Person,
        Some("Hani" | "Hang") => EntityKind::Place,
        _ => EntityKind::Organization,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts() {
        for (name, expected) in [
            ("呂美安", Some("Hani")),
            ("さくら市", Some("Jpan")),
            ("한빛", Some("Hang")),
            ("Вера Лунь", Some("Cyrl")),
            ("نور", Some("Arab")),
            ("Νίκη", Some("Grek")),
            ("Vera 林", None),
            ("1911", None),
        ] {
            assert_eq!(script(name), expected, "{name}");
        }
    }

    #[test]
    fn endings_tell_bodies_and_places_from_persons() {
        assert_eq!(suggested("呂美安", 2), EntityKind::Person);
        assert_eq!(suggested("綠洲黨", 2), EntityKind::Organization);
        assert_eq!(suggested("明海市", 1), EntityKind::Place);
    }
}
