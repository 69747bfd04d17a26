/// The words of explanations.
extension Vocabulary {
  /// What makes a part of a figure.
  public static func part(_ name: String) -> Phrase {
    switch name {
    case "unit": Phrase("单位", "unit")
    case "subject": Phrase("科目", "subject")
    case "direct": Phrase("直接列于本科目", "booked here")
    case "fund": Phrase("资金", "fund")
    case "line": Phrase("报送行", "line")
    case "source": Phrase("来源", "source")
    case "elimination": Phrase("抵销", "eliminated")
    case "unrecorded": Phrase("换算未记录", "not recorded")
    case "newer_input": Phrase("发布后的变化", "changed since")
    default: same(name)
    }
  }

  /// Lines of a role that do not count.
  public static func uncounted(_ role: String, _ count: Int) -> Phrase {
    switch role {
    case "total":
      Phrase("另有 \(count) 行是其他行的合计,不重复计入。", "\(count) lines are printed totals of others.")
    case "part":
      Phrase("另有 \(count) 行是其他行的其中数,不重复计入。", "\(count) lines are printed parts of others.")
    default:
      Phrase(
        "另有 \(count) 行的金额不是整数分或超过界限,未计入。",
        "\(count) lines have amounts that are no whole fen or too large.")
    }
  }

  /// What kind of spending a line states.
  public static func expenditureKind(_ name: String) -> Phrase {
    switch name {
    case "basic": Phrase("基本", "basic")
    case "project": Phrase("项目", "project")
    case "remitted_up": Phrase("上缴上级", "remitted up")
    case "operating": Phrase("经营", "operating")
    case "subsidy_down": Phrase("对附属单位补助", "subsidy down")
    default: same(name)
    }
  }

  /// How money came to another unit.
  public static func succession(_ kind: String) -> Phrase {
    switch kind {
    case "merge": Phrase("合并", "merged")
    case "split": Phrase("分立", "split")
    case "rename": Phrase("更名", "renamed")
    case "transfer": Phrase("划转", "transferred")
    default: same(kind)
    }
  }
}
