/// A budget year (预算年度), which in China is the calendar year.
public struct FiscalYear: Hashable, Sendable {
  /// The year of the Common Era, such as 2023.
  public let number: Int

  /// The numbers that a budget year can have; the tables hold no others.
  public static let plausible = 1949...2999

  /// Names the budget year `number`.
  public init(_ number: Int) {
    self.number = number
  }

  /// The year before, whose figures a year's report is compared with.
  public var previous: FiscalYear { FiscalYear(number - 1) }

  /// The year after, whose prior-year columns depend on this one.
  public var next: FiscalYear { FiscalYear(number + 1) }
}

extension FiscalYear: Comparable {
  /// Orders years by time.
  public static func < (earlier: FiscalYear, later: FiscalYear) -> Bool {
    earlier.number < later.number
  }
}

extension FiscalYear: CustomStringConvertible {
  /// The four digits.
  public var description: String { String(number) }
}
