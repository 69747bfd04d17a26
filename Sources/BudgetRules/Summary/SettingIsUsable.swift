public import BudgetDomain

/// R020. Every setting of the bureau is one that some rule has, and a value that it can work with.
///
/// One that is not is passed over: the rule goes on with its own threshold. One anomaly for each
/// row and year, of the whole district.
/// Severity: error. Source: contract of `reference.rule_setting`.
public enum SettingIsUsable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "R020", .error, title: "规则参数有误", english: "setting of a rule cannot be used",
    source: "规则参数表:规则、参数名与取值均有规定")

  /// One anomaly for each row with a defect and each year that it is meant for.
  public static func anomalies(in settings: RuleSettings, years: [FiscalYear]) -> [Anomaly] {
    var places = EqualPlaces()
    return settings.list.flatMap { row -> [Anomaly] in
      guard let defect = SettingDefect(row) else { return [] }
      return years.filter(row.validity.contains).map { year in
        var place = Place(year: year, unit: "")
        place.code = "\(row.rule.text).\(row.name)"
        let value = row.value.map { " = \($0)" } ?? ""
        var anomaly = Anomaly(
          description, at: places.numbered(place),
          message: "规则参数 \(row.rule.text).\(row.name)\(value)(\(row.validity.from)年起):"
            + "\(defect.reason),未采用。")
        anomaly.suggestion = "请在规则参数表中更正或删除;更正前按规则自带的参数核对。"
        return anomaly
      }
    }
  }
}
