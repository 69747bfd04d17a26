internal import BudgetDomain

/// What the closed lists of the contract are called by people.
public enum Vocabulary {
  /// A stage of a run.
  public static func stage(_ name: String) -> Phrase {
    switch name {
    case "load": Phrase("读取", "load")
    case "validate": Phrase("审核", "validate")
    case "consolidate": Phrase("汇总", "consolidate")
    case "detect": Phrase("比对", "detect")
    case "publish": Phrase("发布", "publish")
    default: same(name)
    }
  }

  /// How grave an anomaly is.
  public static func severity(_ name: String) -> Phrase {
    switch name {
    case "error": Phrase("错误", "error")
    case "review": Phrase("需核实", "review")
    case "undetermined": Phrase("无法判定", "undetermined")
    case "info": Phrase("提示", "info")
    default: same(name)
    }
  }

  /// How a restated figure compares.
  public static func comparability(_ name: String) -> Phrase {
    switch name {
    case "exact": Phrase("精确", "exact")
    case "estimated": Phrase("估计", "estimated")
    case "broken": Phrase("中断", "broken")
    default: same(name)
    }
  }

  /// How a submission that was due stands.
  public static func coverageState(_ name: String) -> Phrase {
    switch name {
    case "effective": Phrase("有效", "effective")
    case "missing": Phrase("未报", "missing")
    case "late": Phrase("逾期", "late")
    case "returned": Phrase("已退回", "returned")
    case "draft": Phrase("草稿", "draft")
    case "exempt": Phrase("免报", "exempt")
    case "excluded": Phrase("未计入", "excluded")
    default: same(name)
    }
  }

  /// What was handed in.
  public static func submissionKind(_ name: String) -> Phrase {
    switch name {
    case "final_account": Phrase("决算", "final account")
    case "self_evaluation": Phrase("绩效自评", "self-evaluation")
    case "budget": Phrase("预算", "budget")
    default: same(name)
    }
  }

  /// How far a submission has come.
  public static func submissionStatus(_ name: String) -> Phrase {
    guard let status = SubmissionStatus(name: name) else { return same(name) }
    return Phrase(status.chineseName, status.name)
  }

  /// How a run stands or ended.
  public static func runState(_ name: String) -> Phrase {
    switch name {
    case "running": Phrase("运行中", "running")
    case "staged": Phrase("待发布", "staged")
    case "published": Phrase("已发布", "published")
    case "superseded": Phrase("已被取代", "superseded")
    case "up_to_date": Phrase("无变化", "up to date")
    case "refused": Phrase("被拒绝", "refused")
    case "failed": Phrase("失败", "failed")
    case "abandoned": Phrase("中断", "abandoned")
    default: same(name)
    }
  }

  /// Why a run began.
  public static func runKind(_ name: String) -> Phrase {
    switch name {
    case "night": Phrase("夜间", "night")
    case "rerun": Phrase("重算", "rerun")
    case "full": Phrase("全量", "full")
    default: same(name)
    }
  }

  /// What became of a request: its outcome, or its state where it has none.
  public static func requestState(_ name: String) -> Phrase {
    switch name {
    case "open": Phrase("待处理", "open")
    case "taken": Phrase("处理中", "taken")
    case "published": Phrase("已发布新结果", "published")
    case "confirmed unchanged": Phrase("核实无变化", "confirmed unchanged")
    case "failed": Phrase("失败", "failed")
    default: same(name)
    }
  }

  /// A fund, all of them, or none stated.
  public static func fund(_ name: String) -> Phrase {
    guard let fund = FundType(name: name) else { return same(name) }
    let english =
      switch fund {
      case .all: "all funds"
      case .fund: "government funds"
      case .capital: "state capital"
      case .general, .other, .unstated: fund.name
      }
    return Phrase(fund.chineseName, english)
  }
}

/// A text that is the same in both languages, such as the words of a server.
public func same(_ text: String) -> Phrase { Phrase(text, text) }
