use super::super::draft::marked;
use super::*;

fn voted(text: &str, names: &[(&str, EntityKind)]) -> Vec<EntityKind> {
    let mut drafts = marked(text, names);
    vote(text, &mut drafts, &mut Names::default());
    drafts.iter().map(|draft| draft.kind).collect()
}

#[test]
fn as_many_of_two_kinds_are_one() {
    use EntityKind::{Organization as O, Person as P, Place as L};
    let text = "Then Fellix left. They saw Fellix again.";
    assert_eq!(voted(text, &[("Fellix", O), ("Fellix", P)]), [O, O]);
    let text = "Then Johnson left. They saw Johnson again.";
    assert_eq!(voted(text, &[("Johnson", O), ("Johnson", P)]), [P, P]);
    let text = "Then Fellix left. They live in Fellix now.";
    assert_eq!(voted(text, &[("Fellix", O), ("Fellix", L)]), [L, L]);
}

#[test]
fn what_speaks_is_a_person_and_what_ends_a_clubs_name_a_club() {
    use EntityKind::{Organization as O, Person as P, Place as L};
    let text = "Ada Lund sold mills. Lund said no. Lund told us why. Then Lund left.";
    let names = [("Ada Lund", P), ("Lund", L), ("Lund", L), ("Lund", L)];
    assert_eq!(voted(text, &names), [P; 4]);
    let text = "Ada Lund lives in Lund. In Lund, mills close. Then Lund left.";
    assert_eq!(voted(text, &names), [P, L, L, L]);
    assert_eq!(
        voted("Bandar Fell shook. It left Bandar Fell.", &[("Bandar Fell", P), ("Bandar Fell", L)]),
        [P, L]
    );
    // A Hazelwood is a man and a town.
    let text = "Ada Hazelwood left. A day for Hazelwood. Hazelwood, 34, ran. Hazelwood slept.";
    let names = [("Ada Hazelwood", P), ("Hazelwood", L), ("Hazelwood", L), ("Hazelwood", L)];
    assert_eq!(voted(text, &names), [P; 4]);
    let text = "Ada Hazelwood left. He was in Hazelwood. Hazelwood, 34, ran. Hazelwood slept.";
    assert_eq!(voted(text, &names), [P, L, L, L]);
    // And Jordan a land of the lists.
    assert!(gazetteer::place("Jordan").is_some());
    let text = "Ada Jordan left. Jordan, 34, ran. Jordan slept.";
    assert_eq!(voted(text, &[("Ada Jordan", P), ("Jordan", L), ("Jordan", L)]), [P; 3]);
    let text = "Ada Jordan left. Jordan ran.";
    assert_eq!(voted(text, &[("Ada Jordan", P), ("Jordan", L)]), [P, L]);
    let text = "Bandar Fell shook. It was felt near Bandar Fell.";
    assert_eq!(voted(text, &[("Bandar Fell", P), ("Bandar Fell", L)]), [L, L]);
    let text = "Fell Foxes met Fell Foxes again. The Foxes won.";
    assert_eq!(voted(text, &[("Fell Foxes", O), ("Fell Foxes", O), ("Foxes", P)]), [O, O, O]);
    let text = "Fell Castle International grew. Then Fell Castle sold mills.";
    assert_eq!(voted(text, &[("Fell Castle International", O), ("Fell Castle", P)]), [O, O]);
    assert_eq!(voted("Fell Foxes and Foxes met", &[("Fell Foxes", O), ("Foxes", P)]), [O, P]);
}

#[test]
fn a_surname_is_a_mans_until_its_neighbours_call_it_a_body() {
    use EntityKind::{Organization as O, Person as P, Place as L};
    let names = [("Ada Lundex", P), ("Lundex", O), ("Lundex", O), ("Lundex", O)];
    let text = "Ada Lundex left. Lundex came. Lundex sat. Then Lundex slept.";
    assert_eq!(voted(text, &names), [P; 4]);
    let text = "Ada Lundex left. Shares in Lundex rose. Lundex sold mills. Then Lundex lost 3 percent.";
    assert_eq!(voted(text, &names), [P, O, O, O]);
    // Lindt makes chocolate, and so it does where one of that name does not speak.
    let text = "Ada Lindt left. They met Lindt, and Lindt said so.";
    assert_eq!(voted(text, &[("Ada Lindt", P), ("Lindt", P), ("Lindt", P)]), [P; 3]);
    let text = "Ada Lindt left. They ate Lindt again.";
    assert_eq!(voted(text, &[("Ada Lindt", P), ("Lindt", P)]), [P, O]);
    let text = "Ada Welsh left. Welsh said so.";
    assert_eq!(voted(text, &[("Ada Welsh", P), ("Welsh", P)]), [P, EntityKind::Group]);
    let text = "Ada Tory left. Tory said so.";
    assert_eq!(voted(text, &[("Ada Tory", P), ("Tory", P)]), [P, EntityKind::Group]);
    let text = "Ada Lindt left. Lindt, 34, ran.";
    assert_eq!(voted(text, &[("Ada Lindt", P), ("Lindt", P)]), [P; 2]);
    let text = "Ada Lindt left. Chocolate maker Lindt sold mills.";
    assert_eq!(voted(text, &[("Ada Lindt", P), ("Lindt", P)]), [P, O]);
    assert_eq!(voted("They met Lindt again.", &[("Lindt", P)]), [O]);
    let text = "Fell Management owns mills. Then Fell sold them.";
    assert_eq!(voted(text, &[("Fell Management", O), ("Fell", P)]), [O, O]);
    let text = "The striker scored in the match. It was a win over Fellex.";
    assert_eq!(voted(text, &[("Fellex", L)]), [O]);
    assert_eq!(voted("The army told of its win over Fellex.", &[("Fellex", L)]), [L]);
}

#[test]
fn a_city_is_its_club_where_games_are_told() {
    use EntityKind::{Organization as O, Place as L};
    let names = [("Luton Town", O), ("Luton", L), ("Luton", L), ("Luton", L)];
    let text =
        "Luton Town won the match by a goal. Luton are glad. It rained in Luton. Luton, England, is far.";
    assert_eq!(voted(text, &names), [O, O, L, L]);
    let text = "Luton Town won the match by a goal. The people of Luton sang.";
    assert_eq!(voted(text, &[("Luton Town", O), ("Luton", L)]), [O, L]);
    let text = "Luton Town asked the mayor. Luton was quiet. It rained in Luton. Luton, England, is far.";
    assert_eq!(voted(text, &names), [O, L, L, L]);
    let text = "Fellex striker Ada Quill scored in the match. Fellex was quiet. It rained in Fellex.";
    assert_eq!(voted(text, &[("Fellex", L), ("Fellex", L), ("Fellex", L)]), [O, O, L]);
}

#[test]
fn a_surname_lies_nowhere_and_what_is_a_body_once_is_one() {
    use EntityKind::{Organization as O, Person as P, Place as L};
    let text = "Ada Lundex left. They met Lundex. A day for Lundex. Lundex slept.";
    let names = [("Ada Lundex", P), ("Lundex", L), ("Lundex", L), ("Lundex", L)];
    assert_eq!(voted(text, &names), [P; 4]);
    let text = "Ada de la Lund left. De la Lund slept.";
    assert_eq!(voted(text, &[("Ada de la Lund", P), ("De la Lund", O)]), [P; 2]);
    let text = "We saw Ada Lundex, Otto Quill. Lundex, Quill and Holm left.";
    assert_eq!(voted(text, &[("Ada Lundex", P), ("Otto Quill", P), ("Lundex", L)])[2], P);
    let text = "Ada Lundex left. The streets of Lundex are wet. Lundex slept.";
    assert_eq!(voted(text, &[("Ada Lundex", P), ("Lundex", L), ("Lundex", L)]), [P, L, L]);
    let text = "Lundex Quill said so. Lundex Quill sang.";
    assert_eq!(voted(text, &[("Lundex Quill", P), ("Lundex Quill", O)])[0], P);
    let text = "Calls to Lundex Advisers failed. Lundex Advisers owns mills.";
    assert_eq!(voted(text, &[("Lundex Advisers", P), ("Lundex Advisers", O)]), [O; 2]);
    let text = "A day for Ada Lundex. Ada Lundex owns mills.";
    assert_eq!(voted(text, &[("Ada Lundex", P), ("Ada Lundex", O)]), [P; 2]);
    let text = "It rained in Lundex Field. Lundex Field is wet.";
    assert_eq!(voted(text, &[("Lundex Field", L), ("Lundex Field", O)]), [L, L]);
}

#[test]
fn the_well_known_are_persons_where_nothing_says_otherwise() {
    use EntityKind::{Organization as O, Person as P, Place as L, Product, Work as W};
    let kind = |text: &str, name: &str, kind| voted(text, &[(name, kind)])[0];
    assert_eq!(kind("Then Miley Cyrus sang.", "Miley Cyrus", L), P);
    assert_eq!(kind("Then Dua Lipa sang.", "Dua Lipa", O), P);
    assert_eq!(kind("A film called Miley Cyrus ran.", "Miley Cyrus", W), W);
    assert_eq!(kind("The ship Rembrandt sank.", "Rembrandt", Product), Product);
    assert_eq!(kind("Then Andre 3000 sang.", "Andre 3000", Product), P);
    assert_eq!(kind("It goes to Voltaire.", "Voltaire", L), P);
    assert_eq!(kind("They live in Voltaire.", "Voltaire", L), L);
    assert_eq!(kind("We saw Voltaire, North Dakota.", "Voltaire", L), L);
    assert_eq!(kind("Shares in Voltaire rose.", "Voltaire", O), O);
    assert_eq!(kind("The drinks firm Voltaire left.", "Voltaire", O), O);
}

#[test]
fn a_title_makes_a_person_of_a_shop() {
    let text = "Mr John Lewis spoke. Then John Lewis left.";
    let names = [("John Lewis", EntityKind::Person), ("John Lewis", EntityKind::Person)];
    assert_eq!(voted(text, &names), [EntityKind::Organization; 2]);
    let mut drafts = vec![Draft::new(Span::at(3, 13), EntityKind::Person)];
    drafts[0].titles.push(Span::at(0, 2));
    vote(text, &mut drafts, &mut Names::default());
    assert_eq!(drafts[0].kind, EntityKind::Person);
}

#[test]
fn a_kind_has_its_place_among_all() {
    assert!(EntityKind::ALL.iter().enumerate().all(|(at, &kind)| index(kind) == at));
}

#[test]
fn a_people_is_no_place_but_where_one_lies() {
    use EntityKind::{Group, Place};
    for (text, name, expected) in [
        ("Then Uighur leaders left.", "Uighur", Group),
        ("Then Sikh leaders left.", "Sikh", Group),
        ("Then Republican leaders left.", "Republican", Place),
        ("He lived in Cherokee, they said.", "Cherokee", Place),
        ("The bridge at Cherokee is shut.", "Cherokee", Place),
        ("Then Cherokee, North Carolina, sank.", "Cherokee", Place),
        ("Then Roma leaders left.", "Roma", Group),
        ("Then Roma scored a goal late.", "Roma", Place),
    ] {
        assert_eq!(voted(text, &[(name, Place)]), [expected], "{text}");
    }
}

#[test]
fn a_club_of_a_table_lies_in_its_city() {
    use EntityKind::{Organization, Place};
    let text = "Fell 3 Lund 0\nIt rained in Fell. A win for Fell.";
    let at = |n: usize| text.match_indices("Fell").nth(n).map(|(at, _)| Span::at(at, at + 4)).unwrap();
    let mut drafts =
        vec![Draft::pinned(at(0), Organization), Draft::new(at(1), Place), Draft::new(at(2), Organization)];
    vote(text, &mut drafts, &mut Names::default());
    assert_eq!(
        drafts.iter().map(|draft| draft.kind).collect::<Vec<_>>(),
        [Organization, Place, Organization]
    );
    // A place's line is its own, whatever the club's others are.
    let mut drafts =
        vec![Draft::pinned(at(0), Place), Draft::new(at(1), Organization), Draft::new(at(2), Organization)];
    vote(text, &mut drafts, &mut Names::default());
    assert_eq!(drafts[0].kind, Place);
}

#[test]
fn nobody_is_called_as_one_place_is() {
    use EntityKind::{Person, Place};
    for (text, name, expected) in [
        ("A lorry sank near Salgaa. Then Salgaa was shut.", "Salgaa", Place),
        ("A lorry sank by Salgaa. Then Salgaa was shut.", "Salgaa", Person),
        ("They have faith in Salgaa.", "Salgaa", Person),
        ("They have trust in Johnson.", "Johnson", Person),
    ] {
        assert_eq!(voted(text, &[(name, Person)]), [expected], "{text}");
    }
    let text = "They waited near Salgaa. Salgaa said so.";
    assert_eq!(voted(text, &[("Salgaa", Person), ("Salgaa", Person)]), [Person; 2]);
}

#[test]
fn counties_play_cricket() {
    use EntityKind::{Organization, Person, Place};
    let text = "Kent made 312 in their first innings and took five wickets.";
    assert_eq!(voted(text, &[("Kent", Place)]), [Organization]);
    assert_eq!(voted(text, &[("Kent", Person)]), [Organization]);
    assert_eq!(
        voted("It rained in Kent. They took five wickets in the innings.", &[("Kent", Place)]),
        [Place]
    );
    assert_eq!(voted("Kent made 312 pounds.", &[("Kent", Place)]), [Place]);
    let text = "CRICKET\nFellby 340 for four (Quill 112). Fellby bat on Saturday.";
    assert_eq!(voted(text, &[("Fellby", Place), ("Fellby", Place)]), [Organization; 2]);
    let text = "MONEY\nFellby 340 for four (Quill 112). Fellby pay on Saturday.";
    assert_eq!(voted(text, &[("Fellby", Place), ("Fellby", Place)]), [Place; 2]);
    let text = "Ada Kent took five wickets in the innings. Kent left.";
    assert_eq!(voted(text, &[("Ada Kent", Person), ("Kent", Person)]), [Person; 2]);
}
