internal import BudgetDomain

/// What the life of an anomaly is called by people.
extension Vocabulary {
  /// How far an anomaly is dealt with.
  public static func anomalyStatus(_ name: String) -> Phrase {
    switch name {
    case "new": Phrase("新出现", "new")
    case "open": Phrase("未处理", "open")
    case "explained": Phrase("已说明", "explained")
    case "accepted": Phrase("已认可", "accepted")
    case "reopened": Phrase("重新打开", "reopened")
    case "resolved": Phrase("已消除", "resolved")
    default: same(name)
    }
  }

  /// Who answered an anomaly.
  public static func answerKind(_ name: String) -> Phrase {
    switch name {
    case "explain": Phrase("单位说明", "explained")
    case "accept": Phrase("财政认可", "accepted")
    default: same(name)
    }
  }

  /// Why an answer holds no more.
  public static func lapse(_ name: String) -> Phrase {
    switch name {
    case "rule_changed": Phrase("失效:规则已改", "lapsed: the rule has changed")
    case "figure_changed": Phrase("失效:数已改出区间", "lapsed: the figure left the interval")
    case "expired": Phrase("失效:已过有效期", "lapsed: expired")
    case "replaced": Phrase("已被后来的答复取代", "replaced by a later answer")
    default: same(name)
    }
  }

  /// The likely cause of an anomaly.
  public static func cause(_ name: String) -> Phrase {
    switch Cause(rawValue: name) {
    case .unitScale: Phrase("金额单位写错", "another amount unit")
    case .sign: Phrase("正负号写反", "wrong sign")
    case .digitsSwapped: Phrase("相邻两位数字颠倒", "two neighbouring digits swapped")
    case .digitChanged: Phrase("一位数字写错", "one digit changed")
    case .digitMissing: Phrase("少写一位数字", "one digit missing")
    case .digitExtra: Phrase("多写一位数字", "one digit too many")
    case .wrongBase: Phrase("百分比的基数用错", "wrong base of the percentage")
    case .differenceAsPercent: Phrase("把差额写成百分比", "a difference printed as a percentage")
    case .priorYearCopied: Phrase("照抄上年数", "last year's figure repeated")
    case .otherLineCopied: Phrase("抄了别行的数", "another line's figure copied")
    case .componentMissing: Phrase("漏加一项", "a part is missing")
    case .componentDoubled: Phrase("重复加一项", "a part is counted twice")
    case .rowsShifted: Phrase("各行错位", "rows shifted by one")
    case .rounding: Phrase("四舍五入", "rounding")
    case nil: same(name)
    }
  }

  /// Why what somebody asked for is refused, by the constraint that it does not keep.
  public static func refusal(_ constraint: String) -> Phrase? {
    switch constraint {
    case "publication_is_kept":
      Phrase(
        "没有这次发布,或已不再保留;见 huizong publications",
        "there is no such publication any more, see huizong publications")
    case "anomaly_is_known": Phrase("没有这个编号的异常", "there is no such anomaly")
    case "units_explain_their_own":
      Phrase("只能说明本单位的异常", "a unit explains its own anomalies only")
    case "administrators_accept":
      Phrase("只有管理员可以认可异常", "only an administrator accepts anomalies")
    case "nobody_accepts_their_own":
      Phrase("不得认可本单位的异常", "nobody accepts the anomalies of their own unit")
    case "answered_anomaly_is_current":
      Phrase("该异常已不在当前发布中", "the anomaly is not in the current publication any more")
    case "answer_says_something":
      Phrase("答复须有 5 至 2000 个字符", "an answer takes 5 to 2000 characters")
    case "answer_is_valid_today":
      Phrase("有效期末日已过", "the last day of the answer has passed already")
    case "interval_needs_a_figure":
      Phrase("该异常没有数,不能给出区间", "the anomaly states no figure for an interval to hold")
    case "interval_holds_the_stated_figure":
      Phrase("区间不含现在的填报数", "the interval does not hold the figure stated now")
    default: closing(constraint)
    }
  }

  /// The same of closing years.
  private static func closing(_ constraint: String) -> Phrase? {
    switch constraint {
    case "requested_year_is_open":
      Phrase(
        "该年度已结账,请先用 huizong reopen-year 重新打开",
        "the year is closed; reopen it first: huizong reopen-year")
    case "reopened_year_is_closed": Phrase("该年度没有结账", "the year is not closed")
    case "closed_year_is_published":
      Phrase("该年度尚未发布,没有可保持的数", "the year is not published, so there are no figures to keep")
    case "closed_year_knows_its_input":
      Phrase(
        "intake 的表或触发器在发布后改过定义,请先运行 huizong run",
        "tables or triggers of intake were redefined since; run huizong run first")
    case "closed_year_is_of_this_version":
      Phrase(
        "该年度由较早的版本发布,请先运行 huizong run --full",
        "the year was published by an older version; run huizong run --full first")
    case "closed_year_awaits_no_rerun":
      Phrase(
        "该年度有待处理的重算申请,请先运行 huizong run --requested",
        "a request for the year waits; run huizong run --requested first")
    case "no_run_is_active":
      Phrase("正在运行,请结束后再结账", "a run is active; close the year when it has ended")
    default: nil
    }
  }
}
