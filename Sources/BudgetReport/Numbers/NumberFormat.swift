public import BudgetDomain

/// How numbers of the database stand in a table for people.
///
/// Every function takes the database's own text and gives `–` for null, which is "not stated" and
/// never zero, and the text itself where it is no number.
public struct NumberFormat: Sendable {
  /// The unit that amounts are shown in; 元 or 万元.
  public let amountUnit: AmountUnit

  /// Shows amounts in a unit.
  public init(amountUnit: AmountUnit) {
    self.amountUnit = amountUnit
  }

  /// An amount, given in yuan; two decimals of the unit, rounded half away from zero.
  public func amount(_ yuan: String?) -> String {
    Self.shown(yuan) {
      $0.movingPoint(left: amountUnit.fenExponent - AmountUnit.yuan.fenExponent)
        .rounded(toPlaces: 2)
    }
  }

  /// A percentage, given in percent; one decimal.
  public static func percent(_ percent: String?) -> String {
    shown(percent) { $0.rounded(toPlaces: 1) }
  }

  /// Any number with all the decimals it has, but no zeros at the end.
  public static func plain(_ number: String?) -> String {
    shown(number) { $0.trimmed }
  }

  /// The interval between two numbers, `[35.2, 35.7]`, one number where they meet, or a bound.
  public static func interval(_ low: String?, _ high: String?) -> String {
    switch (low, high) {
    case (nil, nil): notStated
    case (let low?, nil): "≥ " + plain(low)
    case (nil, let high?): "≤ " + plain(high)
    case (let low?, let high?) where low == high: plain(low)
    case (let low?, let high?): "[\(plain(low)), \(plain(high))]"
    }
  }

  /// A count of things.
  public static func count(_ count: Int) -> String {
    shown(String(count)) { $0 }
  }

  /// What stands for null.
  public static let notStated = "–"

  private static func shown(_ text: String?, _ change: (ExactDecimal) -> ExactDecimal) -> String {
    guard let text else { return notStated }
    return ExactDecimal(text).map { change($0).text(groupingThousands: true) } ?? text
  }
}
