public import BudgetDomain

/// R010. Every formula of the bureau's list can be read and checked.
///
/// A formula that is wrong never stops a night: it is one anomaly of the whole district, and the
/// other formulas are checked. One that is only idle today is not listed; `rules check` tells.
/// Severity: error. Source: contract of `reference.formula_rule`.
public enum FormulaDefects {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "R010", .error, title: "审核公式有误", english: "audit formula is wrong", source: "审核公式表:公式可读、可核对")

  /// One anomaly for each row with defects and each year that it would have checked: a year that
  /// is run alone shows the same as in a run of all.
  public static func anomalies(
    _ defects: [FormulaDefect], years: [FiscalYear], rows: [FormulaRow]
  ) -> [Anomaly] {
    let wrong = Dictionary(grouping: defects.filter(\.isError)) { Key($0.rule, $0.validFrom) }
    var places = EqualPlaces()
    return rows.flatMap { row -> [Anomaly] in
      guard let defects = wrong[Key(row.code, row.validity.from)] else { return [] }
      return years.filter(row.validity.contains).map { year in
        var place = Place(year: year, unit: "")
        place.code = row.code.text
        return anomaly(row, defects, at: places.numbered(place))
      }
    }
  }

  private static func anomaly(_ row: FormulaRow, _ defects: [FormulaDefect], at place: Place)
    -> Anomaly
  {
    let problems = defects.map(\.message.chinese).joined(separator: ";")
    var anomaly = Anomaly(
      description, at: place,
      message: "审核公式 \(row.code.text)(\(row.validity.from)年起)“\(row.formula)”:\(problems)。")
    anomaly.suggestion = "请在审核公式表中更正;更正前按 `huizong rules check` 核对。"
    return anomaly
  }

  private struct Key: Hashable {
    let rule: RuleCode
    let validFrom: Int

    init(_ rule: RuleCode, _ validFrom: Int) {
      self.rule = rule
      self.validFrom = validFrom
    }
  }
}
