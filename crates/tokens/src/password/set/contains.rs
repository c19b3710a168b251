use super::PasswordSet;

impl PasswordSet {
    /// Whether `password` satisfies the policy.
    ///
    /// Not in constant time: it is for passwords that their owner supplies, and for tests.
    #[must_use]
    pub fn contains(&self, password: &str) -> bool {
        let plan = &self.plan;
        let atom = |c: char| plan.atoms.iter().find(|atom| atom.characters.contains(c));
        let length = password.chars().count();
        let counted = (0u32..).zip(&plan.tracked).all(|(index, class)| {
            let inside = |c: &char| atom(*c).is_some_and(|atom| atom.classes >> index & 1 == 1);
            let count = password.chars().filter(inside).count();
            count >= class.minimum && class.maximum.is_none_or(|maximum| count <= maximum)
        });
        let (mut run, mut last) = (0, None);
        let runs = password.chars().all(|c| {
            run = if last == Some(c) { run + 1 } else { 1 };
            last = Some(c);
            plan.max_consecutive.is_none_or(|maximum| run <= maximum)
        });
        (plan.least..=plan.most).contains(&length)
            && password.chars().all(|c| atom(c).is_some())
            && password.chars().next().and_then(atom).is_some_and(|atom| atom.may_start)
            && counted
            && runs
    }
}
