public import BudgetDomain

/// U090. What a closed year was published from stays what its units hand in.
///
/// The figures of the year stand all the same; the anomaly says what would count instead, until
/// the year is reopened. A submission that is stored once more as it was, or accepted only now, is
/// none. Severity: review. Source: 年度结账, `control.close_year`.
public enum YearStaysClosed {
  /// The rule's entry in the catalogue.
  public static let description = RuleDescription(
    "U090", .review, title: "结账后的报送变动", english: "submission changed after closing",
    source: "年度结账:结账后保持所发布的数,重新打开后方可重新汇总")

  /// What has become of what counted, or did not, when the year was closed.
  public enum Change: Sendable {
    /// Nothing of its kind counted.
    case added
    /// Another submission of its kind counted.
    case replaced
    /// It is the one that counted, with other contents.
    case altered
    /// Nothing of its kind would count any more.
    case withdrawn
    /// The same, and it is not there any more.
    case deleted
    /// Its head cannot be read, as the words say, so nobody knows whether it would count.
    case unreadable(String)
  }

  /// States what has changed.
  ///
  /// - Parameters:
  ///   - id: The submission that would count now, else the one that counted; the one that cannot
  ///     be read.
  ///   - totalFen: What it spends, or plans to in a budget; nil where it does not say.
  ///   - publishedFen: The same of the unit as published; nil where that is not its figure.
  public static func anomaly(
    _ change: Change, of id: Int64, at place: Place, totalFen: Int64?, publishedFen: Int64?
  ) -> Anomaly {
    let figures = [("结账时发布的合计", publishedFen), ("现报送的合计", totalFen)]
      .compactMap { label, fen in fen.map { operand(label, $0) } }
    let told = figures.map { "\($0.label) \($0.printed)" }.joined(separator: ",")
    var anomaly = Anomaly(
      description, at: place,
      message: "\(place.year)年度已结账,其后\(words(change, place.kind, id)),所发布的数不变。"
        + (told.isEmpty ? "" : told + "。"),
      evidence: figures)
    anomaly.submissionID = id
    anomaly.stated = totalFen.map { FindingNumber(Int128($0), over: 100) }
    anomaly.expectedLow = publishedFen.map { FindingNumber(Int128($0), over: 100) }
    anomaly.expectedHigh = anomaly.expectedLow
    anomaly.suggestion = "如应采纳,请重新打开该年度(huizong reopen-year)后再汇总;否则请恢复原报送。"
    return anomaly
  }

  private static func words(_ change: Change, _ kind: SubmissionKind?, _ id: Int64) -> String {
    let name = kind?.chineseName ?? ""
    return switch change {
    case .added: "新报\(name)(编号 \(id))"
    case .replaced: "以编号 \(id) 重报\(name)"
    case .altered: "修改了\(name)(编号 \(id))的内容"
    case .withdrawn: "撤回了\(name)(编号 \(id))"
    case .deleted: "删除了\(name)(编号 \(id))"
    case .unreadable(let words): "报送\(name)(编号 \(id))的 \(words),不在规定之列"
    }
  }

  private static func operand(_ label: String, _ fen: Int64) -> Operand {
    let yuan = FindingNumber(Int128(fen), over: 100)
    return Operand(label: label, printed: Wording.yuan(Int128(fen)), low: yuan, high: yuan)
  }
}
