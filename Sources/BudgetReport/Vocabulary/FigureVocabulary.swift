public import BudgetDomain

/// What a figure is of, as the heads of tables say it.
extension Vocabulary {
  /// A unit or group, or the whole district.
  public static func unit(_ code: String, _ name: String?) -> Phrase {
    code == "*" ? Phrase("全区", "whole district") : same(visible("\(code) \(name ?? "")"))
  }

  /// A subject.
  ///
  /// - Parameter whole: What all subjects together are called there.
  public static func subject(_ code: String, _ name: String?, whole: Phrase) -> Phrase {
    switch code {
    case "*": whole
    case "?": Phrase("无法识别的科目", "unreadable codes")
    default: same(visible("\(code) \(name ?? "")"))
    }
  }

  /// The unit of all amounts of a table.
  public static func amounts(in unit: AmountUnit) -> Phrase {
    let english =
      switch unit {
      case .yuan: "yuan"
      case .thousandYuan: "1,000 yuan"
      case .wanYuan: "10,000 yuan"
      case .yiYuan: "100 million yuan"
      }
    return Phrase("单位:\(unit.chineseName)", "Unit: \(english)")
  }

  /// A section of a submission.
  public static func section(_ name: String) -> Phrase {
    switch name {
    case "functional": Phrase("功能分类", "functional")
    case "economic": Phrase("经济分类", "economic")
    case "project": Phrase("项目", "project")
    case "income": Phrase("收入", "income")
    default: same(name)
    }
  }
}
