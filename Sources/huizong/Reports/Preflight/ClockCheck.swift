import BudgetReport
import BudgetStore

extension PreflightCheck {
  /// No figure rests on this machine's clock; when a night starts and whether a certificate is
  /// valid does.
  static func clock(_ clock: ClockInspection) -> PreflightCheck {
    let milliseconds = abs(clock.aheadMilliseconds)
    let seconds = "\(milliseconds / 1000).\(milliseconds % 1000 / 100)"
    let found =
      milliseconds < 100
      ? Phrase("与数据库一致", "agrees with the database")
      : clock.aheadMilliseconds > 0
        ? Phrase("比数据库慢 \(seconds) 秒", "\(seconds) s behind the database")
        : Phrase("比数据库快 \(seconds) 秒", "\(seconds) s ahead of the database")
    return PreflightCheck(
      "clock", Phrase("本机时钟", "clock of this machine"), found, .risky,
      unless: milliseconds <= 5000,
      Phrase(
        "请在两台机器上启用时间同步(timedatectl);结果不受影响,开始时间与证书有效期受影响",
        "keep both machines in time (timedatectl); results do not depend on it, the hour of the "
          + "night and the validity of certificates do"))
  }
}
