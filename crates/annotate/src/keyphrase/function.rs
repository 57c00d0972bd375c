//! Words that no keyphrase is made of: the closed classes of English, and words that stand in any story.

/// A noun follows, perhaps after adjectives.
pub(super) const DETERMINERS: &str =
    "a an the this these those my your his her its our their some any each every no another 's ’s";

/// A noun phrase follows.
pub(super) const PREPOSITIONS: &str =
    "of in on at by for with from into against about between among during under over after before";

/// A verb follows.
pub(super) const BEFORE_VERBS: &str =
    "to will would shall should can could may might must cannot i he she we they who n't did does not";

/// An adjective or a participle may follow.
#[cfg(feature = "train")]
pub(super) const COPULAS: &str = "is are was were be been being very more most so too less";

/// All others.
pub(super) const OTHERS: &[&str] = &[
    "that such other others what which whatever whose whom all both half either neither one ones none",
    "you it me him us them myself himself herself itself ourselves themselves someone somebody anyone anything",
    "something nobody nothing everyone everything",
    "onto upon above across along amid around as behind below beneath beside besides beyond but despite down except",
    "inside like near off out outside past per plus since than through throughout till toward towards underneath unlike",
    "until up via within without worth",
    "and or nor yet if because although though while whereas whether unless once when where why how whenever wherever",
    "be am is are was were been being have has had having do done doing ought ca wo ll ve re s d m 'll 've 're 'd 'm",
    "never also too very more most less least much many few several enough just only even still already again ever often",
    "always aground ashore aboard afloat aloft soon then there here now today tonight yesterday tomorrow however therefore thus meanwhile instead rather quite",
    "perhaps maybe almost nearly ago away back far well later earlier else together apart twice abroad ahead indeed so",
    "first second third last next same own new old good great big little long high low early late certain various",
    "zero two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion percent",
    "say said says saying told tell tells telling asked ask added according make makes made making take takes took taken",
    "taking give gave given gives giving get gets got getting go goes went gone going come comes came coming see saw seen",
    "seeing know knew known think thought want wanted keep kept let put set show showed shown shows seem seemed seems",
    "become became becomes begin began begun bring brought buy bought call called calls find found finds feel felt hold",
    "held holds leave left lose lost mean meant means meet met pay paid read run ran send sent sit sat stand stood speak",
    "spoke spoken spend spent win won write wrote written tried try tries used use uses using work worked need needed lead",
    "led leads include includes included including follow followed following remain remained remains expect expected",
    "continue continued provide provided allow allowed require required believe believed turn turned help helped helps",
    "start started move moved live lived happen happened face faced",
    "way thing things lot lots kind sort bit part number rest time times day days week weeks month months year years hour",
    "hours minute minutes night morning afternoon evening moment people man men woman women person yes mile miles foot",
    "feet inch inches pound pounds dollar dollars cent cents gallon gallons fact case example end",
];

/// Never the second word of a name.
pub(super) const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july \
     august september october november december jan. feb. aug. sept. oct. nov. dec. mr. mrs. ms. dr. sen. rep. \
     gov. gen. lt. col. sgt. rev. jr. sr. mr mrs ms dr jr sr";
