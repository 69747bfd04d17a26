import BudgetReport

/// The words of changes.
extension Vocabulary {
  static func measure(_ name: String) -> Phrase {
    switch name {
    case "initial_budget": Phrase("年初预算", "initial")
    case "final_budget": Phrase("全年预算", "final")
    case "actual": Phrase("决算数", "actual")
    default: same(name)
    }
  }

  static func changeCause(_ name: String) -> Phrase {
    switch name {
    case "late_unit": Phrase("单位补报", "late unit")
    case "new_submission": Phrase("新报送", "new submission")
    case "revised_submission": Phrase("改报", "revised")
    case "withdrawn": Phrase("撤回", "withdrawn")
    case "crosswalk": Phrase("科目对照", "crosswalk")
    case "unit_tree": Phrase("单位目录", "unit tree")
    case "elimination": Phrase("内部抵销", "elimination")
    case "rule": Phrase("规则或设置", "rule or setting")
    case "restatement": Phrase("换算", "restatement")
    case "unknown": Phrase("未记依据", "not recorded")
    default: same(name)
    }
  }

  static func tone(ofChangeCause name: String) -> Palette.Tone? {
    switch name {
    case "unknown": .bad
    case "restatement", "rule": .doubtful
    default: nil
    }
  }
}
