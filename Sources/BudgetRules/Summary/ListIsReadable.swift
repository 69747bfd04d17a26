public import BudgetDomain

/// R050. Every row of the lists of subjects and of other spellings has a code that can be read.
///
/// One that has not is passed over: the code is not listed by it, the name means no code. One
/// anomaly for each row and year, of the whole district.
/// Severity: error. Source: contract of `reference.functional_subject`, `economic_subject` and
/// `subject_alias`.
public enum ListIsReadable {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "R050", .error, title: "科目表中有无法读取的代码", english: "list has a code that cannot be read",
    source: "科目表与科目别名表:代码为 3、5 或 7 位数字")

  /// One anomaly for each row and each year that it is meant for.
  public static func anomalies(in rows: [UnreadableRow], years: [FiscalYear]) -> [Anomaly] {
    var places = EqualPlaces()
    return rows.flatMap { row in
      years.filter(row.validity.contains).map { year in
        var place = Place(year: year, unit: "")
        place.column = row.list.rawValue
        place.code = row.text
        let about = row.about.map { "“\($0)”的" } ?? "的"
        var anomaly = Anomaly(
          description, at: places.numbered(place),
          message: "\(row.list.chineseName)\(about)代码“\(row.text)”(\(row.validity.from)年起)"
            + "无法读取,该行未采用。")
        anomaly.suggestion = "请在\(row.list.chineseName)中更正或删除该行。"
        return anomaly
      }
    }
  }
}

extension UnreadableRow.List {
  /// The table in Chinese.
  fileprivate var chineseName: String {
    switch self {
    case .functional: "支出功能分类科目表"
    case .economic: "支出经济分类科目表"
    case .alias: "科目别名表"
    }
  }
}
