use nutgraf_core::EntityKind;
use rustc_hash::FxHashMap;

use crate::name::normal;

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
}
