public import BudgetDomain
import Foundation

extension PublishedAnomaly {
  /// The figures behind the verdict.
  ///
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  public func operands() throws -> [PrintedOperand] {
    try JSONDecoder().decode([PrintedOperand].self, from: Data(evidence.utf8))
  }

  /// What the stated figure measures, and in which amount unit it is stated: what its name says,
  /// else what the evidence says that holds it, else what all the evidence agrees on; nil where
  /// nobody knows.
  ///
  /// - Throws: `DecodingError` when the evidence is no document of ours.
  public func measure() throws -> PrintedOperand.Measure? {
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

/// An operand of the evidence: a printed figure, and the interval that its rounding leaves open.
public struct PrintedOperand: Decodable, Sendable {
  /// What a number says.
  public enum Measure: Hashable, Sendable {
    /// Money in an amount unit.
    case amount(AmountUnit)
    /// A percentage.
    case percent
    /// A plain number.
    case count
  }

  /// What it is, in Chinese.
  public let label: String
  /// The number as printed, with its unit.
  public let printed: String
  /// The line where it stands; nil where it stands in none.
  public let lineNumber: Int64?
  let low: Decimal?
  let high: Decimal?

  private enum CodingKeys: String, CodingKey {
    case label, printed, low, high
    case lineNumber = "line_no"
  }

  /// Whether a number lies within what the rounding of this one leaves open.
  func holds(_ number: Decimal) -> Bool {
    guard let low, let high else { return false }
    return low <= number && number <= high
  }

  /// What it measures, by the last of its words.
  public var unit: Measure {
    if printed.hasSuffix("%") { return .percent }
    let word = printed.split(separator: " ").last.map(String.init)
    return AmountUnit.allCases.first { $0.chineseName == word }.map { .amount($0) } ?? .count
  }
}
