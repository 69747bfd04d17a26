/// Functional subjects by what they mean to a unit, and how their codes changed.
///
/// Only codes of the shipped reference lists appear, each in years of its validity.
enum SubjectMenu {
  static let pension = "2080505"
  static let annuity = "2080506"
  static let housing = "2210201"
  static let otherSpending = "2299999"
  /// 国有资本经营预算支出: a class of its own fund type, whose items the lists do not name.
  static let stateCapital = "223"

  /// 行政单位医疗 or 事业单位医疗.
  static func medical(_ type: UnitType) -> String { type == .institution ? "2101102" : "2101101" }

  /// 行政单位离退休 or 事业单位离退休.
  static func retirees(_ type: UnitType) -> String { type == .institution ? "2080502" : "2080501" }

  /// The code that stood for today's `code` in `year`.
  ///
  /// Up to 2018 some items did not exist yet; up to 2020 the residual items of some classes ended
  /// in 9901; up to 2019 the retirees of institutions were booked under 2080504, which then was
  /// retired.
  static func code(_ code: String, in year: Int) -> String {
    if year <= 2020, let old = residualsUntil2020[code] { return old }
    if year <= 2018, let old = namesUntil2018[code] { return old }
    if year <= 2019, code == "2080502" { return "2080504" }
    return code
  }

  private static let namesUntil2018 = [
    "2013802": "2010302", "2070110": "2070108", "2070112": "2070108", "2070114": "2070109",
  ]

  private static let residualsUntil2020 = [
    "2049999": "2049901", "2059999": "2059901", "2089999": "2089901", "2129999": "2129901",
    "2299999": "2299901",
  ]
}
