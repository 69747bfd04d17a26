import BudgetReport
import BudgetStore

extension PreflightCheck {
  /// How the last run ended, who waits, and what was left behind.
  static func history(_ history: HistoryInspection) -> [PreflightCheck] {
    [lastRun(history), requests(history), leftovers(history)]
  }

  /// The bound of the alerts: a night, and two hours for it.
  private static let longestPauseSeconds: Int64 = 26 * 3600

  private static func lastRun(_ history: HistoryInspection) -> PreflightCheck {
    let title = Phrase("上次运行", "last run")
    guard let run = history.lastRun else {
      return PreflightCheck("last_run", title, Phrase("尚无", "none yet"), 0)
    }
    let isActive = ["running", "staged"].contains(run.state)
    let state = Vocabulary.runState(run.state)
    let code = run.exitCode.map { $0 == 0 ? "" : " \($0)" } ?? ""
    let found = Phrase(
      "\(run.runID) \(state(.chinese))\(code),\(age(run.ageSeconds)(.chinese))前开始",
      "\(run.runID) \(state(.english))\(code), began \(age(run.ageSeconds)(.english)) ago")
    if isActive {
      return PreflightCheck(
        "last_run", title, found, .risky, unless: history.isRunning,
        Phrase(
          "运行进程已消失;下次运行会清理,无需处理", "its process is gone; the next run clears it away by itself"))
    }
    let isBad = ["failed", "refused", "abandoned"].contains(run.state)
    if isBad {
      return PreflightCheck(
        "last_run", title, found, .risky, unless: false,
        Phrase(
          "原因见 huizong runs;按退出码查 deploy/RUNBOOK.md",
          "huizong runs says why; deploy/RUNBOOK.md what to do, by exit code"))
    }
    let isLate = (history.successAgeSeconds ?? 0) > longestPauseSeconds
    return PreflightCheck(
      "last_run", title, found, .risky, unless: !isLate,
      Phrase(
        "超过 26 小时没有成功的运行;请查看定时任务(systemctl list-timers)",
        "no run has succeeded for 26 hours: look at the timer (systemctl list-timers)"))
  }

  private static func requests(_ history: HistoryInspection) -> PreflightCheck {
    let count = history.oldRequestCount
    let oldest = age(history.oldestRequestSeconds ?? 0)
    return PreflightCheck(
      "requests", Phrase("重算申请", "rerun requests"),
      count == 0
        ? Phrase("没有等待超过一天的", "none has waited for a day")
        : Phrase(
          "\(count) 个等待超过一天,最久 \(oldest(.chinese))",
          "\(count) have waited for a day, the oldest \(oldest(.english))"), .risky,
      unless: count == 0,
      Phrase(
        "请查看 huizong@watch 服务或 rerun-year 定时任务;也可运行 huizong run --requested",
        "look at huizong@watch or the timer of rerun-year; huizong run --requested serves them now"
      ))
  }

  /// Those of a run at work look the same.
  private static func leftovers(_ history: HistoryInspection) -> PreflightCheck {
    let count = history.isRunning ? 0 : history.leftoverCount
    let bytes = size(history.leftoverBytes)
    return PreflightCheck(
      "leftovers", Phrase("残留", "leftovers"),
      count == 0
        ? Phrase("无", "none")
        : Phrase(
          "中断的运行留下 \(count) 个分册,占 \(bytes)",
          "\(count) volumes of dead runs, \(bytes)"), .risky, unless: count == 0,
      Phrase("下次运行会删除;也可现在运行 huizong run", "the next run drops them; huizong run does so now"))
  }

  /// A span of time in its largest unit.
  private static func age(_ seconds: Int64) -> Phrase {
    switch seconds {
    case ..<120: Phrase("\(seconds) 秒", "\(seconds) s")
    case ..<7200: Phrase("\(seconds / 60) 分钟", "\(seconds / 60) min")
    case ..<172_800: Phrase("\(seconds / 3600) 小时", "\(seconds / 3600) h")
    default: Phrase("\(seconds / 86_400) 天", "\(seconds / 86_400) days")
    }
  }
}
