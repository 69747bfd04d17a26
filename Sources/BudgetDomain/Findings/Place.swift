/// Where an anomaly stands; with the rule it is the anomaly's identity over the nights, so it
/// holds no values.
public struct Place: Hashable, Sendable {
  /// The budget year.
  public var year: FiscalYear
  /// The unit's code; empty for the whole district.
  public var unit: String
  /// What was handed in; nil for places outside a submission.
  public var kind: SubmissionKind?
  /// The section of the row.
  public var section: Section?
  /// The printed form of the row.
  public var form: String?
  /// The fund of the row.
  public var fund: FundType?
  /// The expenditure kind, or income kind, of the row.
  public var column: String?
  /// The subject, project or other code of the row, as printed.
  public var code: String?
  /// The measure of the amount.
  public var measure: Measure?
  /// The stated figure.
  public var figure: String?
  /// Tells equal places of one submission apart, from 1.
  public var occurrence = 1

  /// A place somewhere in a unit's year.
  public init(year: FiscalYear, unit: String) {
    self.year = year
    self.unit = unit
  }

  /// The place as one text of fixed order: the key under which an anomaly is remembered.
  public var key: String {
    let parts: [String] = [
      String(year.number), unit, kind?.name ?? "", section?.name ?? "", form ?? "",
      fund?.name ?? "", column ?? "", code ?? "", measure?.name ?? "", figure ?? "",
      String(occurrence),
    ]
    return parts.map(Self.escaped).joined(separator: "|")
  }

  private static func escaped(_ part: String) -> String {
    // Scalar by scalar: a combining mark behind a bar would hide it among the characters.
    var escaped = String.UnicodeScalarView()
    for scalar in part.unicodeScalars {
      if scalar == "|" || scalar == "\\" { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}
