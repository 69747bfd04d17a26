public import BudgetDomain

/// The bureau's list of formulas, read, with what is wrong in it.
///
/// Only what can be decided is: names, codes, dimensions, sides that are the same, and bounds of
/// the same sum. That two rules of different figures contradict each other is not looked for.
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
    var rules: [FormulaRule] = []
    var defects: [FormulaDefect] = []
    var forms: [FormulaNormalForm.Subject: [(rule: FormulaRule, form: FormulaNormalForm)]] = [:]
    for row in rows {
      let rule: FormulaRule
      do {
        rule = try FormulaRule(row)
      } catch {
        defects.append(error)
        continue
      }
      let form = FormulaNormalForm(rule.formula)
      var problems = Self.problems(in: rule, form)
      problems += Self.names(in: rule, surroundings)
      problems += Self.idleness(of: rule, surroundings)
      for (other, otherForm) in forms[form.subject] ?? [] where other.overlaps(rule) {
        if otherForm == form {
          problems.append(.sameAs(other.row.code))
        } else if form.excludes(otherForm) {
          problems.append(.contradicts(other.row.code))
        }
      }
      forms[form.subject, default: []].append((rule, form))
      let found = problems.map { FormulaDefect(row, $0) }
      defects += found
      if !found.contains(where: \.isUnusable) { rules.append(rule) }
    }
    self.rules = rules
    self.defects = defects
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
    guard !list.isEmpty, let code = SubjectCode(rows.code), code != .all else { return nil }
    let validities = list.validities(of: code, fund: rows.fund)
    guard !validities.isEmpty else { return .unknownCode(reference.description) }
    // A figure of the year before is looked up in the lists of the years before.
    let years = reference.isPrior ? rule.row.validity.previous : rule.row.validity
    return validities.contains { $0.overlaps(years) }
      ? nil : .codeOfOtherYears(reference.description)
  }

  private static func idleness(of rule: FormulaRule, _ surroundings: Surroundings)
    -> [FormulaDefect.Problem]
  {
    var problems: [FormulaDefect.Problem] = []
    if !surroundings.unitTypes.isEmpty {
      problems += rule.scope.unitTypes.subtracting(surroundings.unitTypes).sorted()
        .map(FormulaDefect.Problem.unitTypeOfNobody)
    }
    let years = surroundings.years
    if !years.isEmpty, !years.contains(where: { rule.row.validity.contains(FiscalYear($0)) }) {
      problems.append(.yearsWithoutData)
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
