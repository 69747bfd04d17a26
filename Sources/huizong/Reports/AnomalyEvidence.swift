import BudgetDomain
import BudgetReport
import BudgetStore
import Foundation

extension PublishedAnomaly {
  /// The figures behind the verdict, one a line: what it is, as printed, in which line.
  ///
  /// - Parameter namesLines: Whether to say in which line, which most names say, too.
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func evidenceLines(_ language: Language, namesLines: Bool = true) throws -> [String] {
    try operands().map { operand in
      let number = namesLines ? operand.line_no : nil
      let line = number.map { Phrase("(第 \($0) 行)", " (line \($0))")(language) }
      return operand.label + "  " + operand.printed + (line ?? "")
    }
  }

  /// The figures behind the verdict.
  ///
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func operands() throws -> [PrintedOperand] {
    try JSONDecoder().decode([PrintedOperand].self, from: Data(evidence.utf8))
  }

  /// What the stated figure measures, and in which amount unit it is stated: what its name says,
  /// else what the evidence says that holds it, else what all the evidence agrees on; nil where
  /// nobody knows.
  ///
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  func measure() throws -> PrintedOperand.Measure? {
    switch figure.map({ FigureName($0).dimension }) {
    case .percent: return .percent
    case .count: return .count
    case .amount, nil: break
    }
    let operands = try operands()
    let number = stated.flatMap { Decimal(string: $0) }
    if let number, let own = operands.first(where: { $0.holds(number) }) { return own.unit }
    let all = Set(operands.map(\.unit))
    if all.count == 1 { return all.first }
    return figure == nil ? nil : .amount(.yuan)
  }
}

/// An operand of `evidence`, named as its keys are.
struct PrintedOperand: Decodable {
  /// What a number says.
  enum Measure: Hashable {
    case amount(AmountUnit)
    case percent
    case count
  }

  let label: String
  let printed: String
  let line_no: Int64?
  let low: Decimal?
  let high: Decimal?

  /// Whether a number lies within what the rounding of this one leaves open.
  func holds(_ number: Decimal) -> Bool {
    guard let low, let high else { return false }
    return low <= number && number <= high
  }

  /// What it measures, by the last of its words.
  var unit: Measure {
    if printed.hasSuffix("%") { return .percent }
    let word = printed.split(separator: " ").last.map(String.init)
    return AmountUnit.allCases.first { $0.chineseName == word }.map { .amount($0) } ?? .count
  }
}
