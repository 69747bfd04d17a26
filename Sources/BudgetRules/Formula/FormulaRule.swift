public import BudgetDomain

/// One audit formula (审核公式), read and ready to check submissions.
///
/// Where a figure that the formula names is not stated, the rule says nothing.
public struct FormulaRule: Sendable {
  /// The row of the bureau's list.
  public let row: FormulaRow
  /// What must hold.
  public let formula: Formula
  /// Whom it concerns.
  public let scope: FormulaScope
  /// The rule's entry in the catalogue; its titles are the bureau's.
  public let description: RuleDescription
  private let compiled: CompiledFormula

  /// Reads a row.
  ///
  /// - Throws: `FormulaDefect` where it cannot be read or says nothing that could be checked.
  public init(_ row: FormulaRow) throws(FormulaDefect) {
    do {
      formula = try Formula(row.formula)
    } catch {
      throw FormulaDefect(row, .unreadable(.formula, error))
    }
    do {
      scope = try FormulaScope(row.scope)
    } catch {
      throw FormulaDefect(row, .unreadable(.scope, error))
    }
    guard let severity = row.severity, severity != .undetermined else {
      throw FormulaDefect(row, .unknownSeverity)
    }
    if let problem = FormulaDimensions.problem(in: formula) { throw FormulaDefect(row, problem) }
    self.row = row
    let (code, title) = (row.code.text, row.title)
    description = .init(code, severity, title: title, english: title, source: row.note ?? "")
    compiled = CompiledFormula(formula)
    isForeign = formula.references.contains(where: \.isForeign)
  }

  /// Whether the formula names figures of other submissions than the one that is checked.
  public let isForeign: Bool

  /// Whether the formula names anything of the year before.
  public var looksBack: Bool { formula.references.contains(where: \.isPrior) }

  /// What must hold within a submission; none where some figure is not stated, or stands in
  /// another submission.
  public func relations(of submission: SubmissionView) -> [StatedRelation] {
    guard !isForeign, concerns(submission.header) else { return [] }
    return relations(at: submission.place) { $0.amount(in: submission) }
  }

  /// What must hold between a submission and others; none where some figure is not stated.
  ///
  /// - Parameter place: The place of the submission as a whole.
  public func relations(
    of header: SubmissionHeader, at place: Place, among context: some FormulaContext
  ) -> [StatedRelation] {
    guard concerns(header) else { return [] }
    // A bound between books may be a policy, which a figure can break without being wrong.
    let isLink = isForeign && (formula.comparison == .equal || description.severity == .error)
    return relations(at: place, isLink: isLink) { context.amount(of: $0, for: header) }
  }

  private func concerns(_ header: SubmissionHeader) -> Bool {
    row.validity.contains(header.year) && scope.concerns(header.kind)
  }

  private func relations(
    at place: Place, isLink: Bool = false, _ amount: (FormulaSource) -> FormulaAmount?
  ) -> [StatedRelation] {
    guard let relation = compiled.relation(amount) else { return [] }
    let place = formula.place(within: place)
    return [StatedRelation(rule: description, place: place, relation: relation, isLink: isLink)]
  }
}
