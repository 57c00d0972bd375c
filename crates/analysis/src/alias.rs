use nutgraf_core::EntityKind;
use rustc_hash::FxHashMap;

use crate::name::normal;
use crate::store::code::{Decoder, Encoder, Flaw};

/// What the user says of names: which are one, and what they are. It overrules all linking by rule.
///
/// ```
/// use nutgraf_analysis::{Aliases, Corpus};
/// use nutgraf_core::EntityKind;
///
/// let mut aliases = Aliases::default();
/// aliases.add("Harbour Authority", "the Authority", None);
/// aliases.add("Harbour Authority", "Port Elsa", Some(EntityKind::Organization));
/// assert!(Corpus::default().with_aliases(aliases).entities().is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Aliases {
    // By an alias's normal form, as a name of any kind and as an organization's.
    of: FxHashMap<String, Said>,
}

/// What is said of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Said {
    /// The name to show.
    pub(crate) name: Box<str>,
    /// What it is; none: what it was taken for.
    pub(crate) kind: Option<EntityKind>,
}

impl Aliases {
    /// Says that `alias` names what `name` names, and what that is when it is known; `name` itself then stands for
    /// itself, too. Case, dots and a leading "the" do not matter. The last word on an alias counts.
    pub fn add(&mut self, name: &str, alias: &str, kind: Option<EntityKind>) {
        for form in [name, alias] {
            for of in [EntityKind::Person, EntityKind::Organization] {
                self.of.insert(normal(of, form), Said { name: name.trim().into(), kind });
            }
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// What is said of a printed name.
    pub(crate) fn of(&self, kind: EntityKind, printed: &str) -> Option<&Said> {
        if self.is_empty() { None } else { self.of.get(&normal(kind, printed)) }
    }

    /// What both say; of an alias that both speak of, what `self` says.
    pub(crate) fn or(&self, other: &Aliases) -> Aliases {
        let mut of = other.of.clone();
        of.extend(self.of.iter().map(|(form, said)| (form.clone(), said.clone())));
        Aliases { of }
    }

    /// By normal form, in order: the same bytes for the same words.
    pub(crate) fn encode(&self, to: &mut Encoder) {
        let mut all: Vec<(&String, &Said)> = self.of.iter().collect();
        all.sort_unstable_by_key(|&(form, _)| form);
        to.list(&all, |to, (form, said)| {
            to.text(form);
            to.text(&said.name);
            let kind = said.kind.and_then(|kind| EntityKind::ALL.iter().position(|&other| other == kind));
            to.maybe(kind.map(|kind| kind as u32));
        });
    }

    pub(crate) fn decode(from: &mut Decoder<'_>) -> Result<Aliases, Flaw> {
        let kind_of = |from: &mut Decoder<'_>| match from.maybe()? {
            None => Ok(None),
            Some(number) => match EntityKind::ALL.get(number as usize) {
                Some(&kind) => Ok(Some(kind)),
                None => Err(from.flaw("a kind of entity")),
            },
        };
        let said = from.list(|from| {
            Ok((from.string()?, Said { name: from.string()?.into_boxed_str(), kind: kind_of(from)? }))
        })?;
        Ok(Aliases { of: said.into_iter().collect() })
    }
}
