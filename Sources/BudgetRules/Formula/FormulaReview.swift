public import BudgetDomain

/// The bureau's list of formulas, read, with what is wrong in it.
///
/// Only what can be decided is: names, codes, dimensions, sides that are the same, what follows
/// from several formulas when figures are exact, and formulas that nothing can be checked by today.
public struct FormulaReview: Sendable {
  /// What formulas can be about today.
  public struct Surroundings: Sendable {
    let functional: SubjectList
    let economic: SubjectList
    let unitTypes: Set<String>
    let years: Set<Int>

    /// Lists of subjects, types of units, and years that have submissions; empty where the bureau
    /// keeps none, which is then not asked.
    public init(
      functional: SubjectList, economic: SubjectList, unitTypes: Set<String>, years: Set<Int>
    ) {
      self.functional = functional
      self.economic = economic
      self.unitTypes = unitTypes
      self.years = years
    }
  }

  /// The formulas that can be checked, in the order of the list.
  public let rules: [FormulaRule]
  /// What is wrong, in the order of the list; a formula of `rules` may be idle or at odds.
  public let defects: [FormulaDefect]

  /// Reads a list.
  public init(_ rows: [FormulaRow], in surroundings: Surroundings) {
    var found: [Int: [FormulaDefect]] = [:]
    var entries: [(place: Int, entry: FormulaConsequences.Entry)] = []
    for (place, row) in rows.enumerated() {
      do {
        let rule = try FormulaRule(row)
        entries.append((place, (rule, FormulaNormalForm(rule.formula))))
      } catch {
        found[place] = [error]
      }
    }
    var settled: Set<Int> = []
    var forms: [FormulaNormalForm.Subject: [FormulaConsequences.Entry]] = [:]
    for (index, (place, entry)) in entries.enumerated() {
      var problems = Self.problems(in: entry.rule, entry.form)
      problems += Self.twins(of: entry, among: forms[entry.form.subject] ?? [])
      if !problems.isEmpty { settled.insert(index) }
      problems += Self.names(in: entry.rule, surroundings)
      problems += Self.idleness(of: entry.rule, among: rows, surroundings)
      forms[entry.form.subject, default: []].append(entry)
      found[place] = problems.map { FormulaDefect(rows[place], $0) }
    }
    let consequences = FormulaConsequences(entries.map(\.entry), settled: settled)
    for (index, problem) in consequences.problems {
      let place = entries[index].place
      found[place, default: []].append(FormulaDefect(rows[place], problem))
    }
    rules = entries.compactMap { place, entry in
      (found[place] ?? []).contains(where: \.isUnusable) ? nil : entry.rule
    }
    defects = rows.indices.flatMap { found[$0] ?? [] }
  }

  /// Other formulas that bound the same sum of figures, in the same way or in one that excludes it.
  private static func twins(
    of entry: FormulaConsequences.Entry, among others: [FormulaConsequences.Entry]
  ) -> [FormulaDefect.Problem] {
    others.filter { $0.rule.overlaps(entry.rule) }.compactMap { other in
      if other.form == entry.form { return .sameAs(other.rule.row.code) }
      return entry.form.excludes(other.form) ? .contradicts(other.rule.row.code) : nil
    }
  }

  private static func problems(in rule: FormulaRule, _ form: FormulaNormalForm)
    -> [FormulaDefect.Problem]
  {
    guard case .sum(let right) = rule.formula.right else { return [] }
    if form.subject.factors.isEmpty { return [form.allowsZero ? .alwaysHolds : .neverHolds] }
    let both = Set(rule.formula.left.references).intersection(right.references)
    guard form.subject.factors.count == 1, let only = form.subject.factors.keys.first,
      both.contains(only), form.low == Fraction(0), form.high == Fraction(0)
    else { return [] }
    return [.onlyZero(only.description)]
  }

  private static func names(in rule: FormulaRule, _ surroundings: Surroundings)
    -> [FormulaDefect.Problem]
  {
    rule.formula.references.compactMap { reference in
      switch reference.item {
      case .figure(let name):
        KnownFigures.contains(name) ? nil : .unknownFigure(name.text)
      case .ownFigure: nil
      case .rows(let rows): listing(of: rows, reference, rule, surroundings)
      }
    }
  }

  private static func listing(
    of rows: FormulaRows, _ reference: FormulaReference, _ rule: FormulaRule,
    _ surroundings: Surroundings
  ) -> FormulaDefect.Problem? {
    let list: SubjectList
    switch rows.section {
    case .functional: list = surroundings.functional
    case .economic: list = surroundings.economic
    case .project, .income: return nil
    }
    guard !list.isEmpty else { return nil }
    // A figure of the year before is looked up in the lists of the years before.
    let years = reference.isPrior ? rule.row.validity.previous : rule.row.validity
    for code in rows.codes.compactMap({ SubjectCode($0) }) where code != .all {
      let validities = list.validities(of: code, fund: rows.fund)
      guard !validities.isEmpty else { return .unknownCode(reference.description) }
      guard validities.contains(where: { $0.overlaps(years) }) else {
        return .codeOfOtherYears(reference.description)
      }
    }
    return nil
  }

  private static func idleness(
    of rule: FormulaRule, among rows: [FormulaRow], _ surroundings: Surroundings
  ) -> [FormulaDefect.Problem] {
    var problems: [FormulaDefect.Problem] = []
    if !surroundings.unitTypes.isEmpty {
      problems += rule.scope.unitTypes.subtracting(surroundings.unitTypes).sorted()
        .map(FormulaDefect.Problem.unitTypeOfNobody)
    }
    guard !surroundings.years.isEmpty else { return problems }
    let years = surroundings.years.filter { rule.row.validity.contains(FiscalYear($0)) }
    let versions = rows.filter { $0.code == rule.row.code }
    if years.isEmpty {
      problems.append(.yearsWithoutData)
    } else if !years.contains(where: { year in
      versions.valid(in: FiscalYear(year), by: \.validity)?.validity == rule.row.validity
    }) {
      problems.append(.replacedByLaterRows)
    } else if rule.formula.references.contains(where: \.isPrior),
      !years.contains(where: { surroundings.years.contains($0 - 1) })
    {
      problems.append(.noYearBefore)
    }
    return problems
  }
}

extension FormulaRule {
  /// Whether some submission may be checked by both; rows of one rule replace each other.
  fileprivate func overlaps(_ other: FormulaRule) -> Bool {
    row.code != other.row.code && row.validity.overlaps(other.row.validity)
      && scope.meets(other.scope)
  }
}

extension FormulaDefect {
  /// Whether the formula cannot say anything of any submission.
  fileprivate var isUnusable: Bool {
    switch problem {
    case .alwaysHolds, .neverHolds: true
    default: false
    }
  }
}
