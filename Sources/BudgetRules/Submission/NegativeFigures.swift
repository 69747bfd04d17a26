import BudgetDomain

extension SubmissionView {
  /// Stated amounts and counts below zero for which the unit gives no reason, by name.
  ///
  /// A bureau's own figures may mean anything; changes and percentages have a sign.
  ///
  /// - Parameter withTotals: Whether the totals are asked about: not where they only repeat rows
  ///   that are below zero.
  func unexplainedNegatives(withTotals: Bool) -> [FigureName] {
    negativeNames.filter { name in
      let parts = name.text.split(separator: ".")
      guard name.dimension != .percent, !parts.contains("change"), KnownFigures.contains(name),
        withTotals || !["total", "basic", "project", "income"].contains(parts.first ?? "")
      else { return false }
      return !explanations.contains { explanation in
        explanation.figure.map { $0 == name || $0.family == name.family } ?? false
      }
    }.sorted { $0.text < $1.text }
  }
}

extension FigureName {
  /// The name without its last part.
  fileprivate var family: Substring { text[..<(text.lastIndex(of: ".") ?? text.endIndex)] }
}
