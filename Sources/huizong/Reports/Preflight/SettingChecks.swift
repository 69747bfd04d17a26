import BudgetReport
import BudgetStore

extension PreflightCheck {
  /// What the server's settings mean for a night.
  static func settings(
    _ settings: SettingsInspection, connectionsOfANight needed: Int64
  ) -> [PreflightCheck] {
    [
      writable(settings), connections(settings, needed), timeouts(settings),
      deadClients(settings), durability(settings), locks(settings), plans(settings),
    ]
  }

  private static func writable(_ settings: SettingsInspection) -> PreflightCheck {
    let found =
      settings.isStandby
      ? Phrase("备用服务器,只读", "a standby, read only")
      : settings.isReadOnly
        ? Phrase("只读(default_transaction_read_only)", "read only (default_transaction_read_only)")
        : Phrase("可写", "yes")
    return PreflightCheck(
      "writable", Phrase("可写", "writable"), found, 78,
      unless: !settings.isStandby && !settings.isReadOnly,
      settings.isStandby
        ? Phrase(
          "请连接主服务器,或在连接设置中加 target_session_attrs=read-write",
          "connect to the primary, or set target_session_attrs=read-write")
        : Phrase(
          "请对数据库或角色取消 default_transaction_read_only",
          "reset default_transaction_read_only of the database or the role"))
  }

  /// A server that is full now may have room at night; one that is too small never has.
  private static func connections(
    _ settings: SettingsInspection, _ needed: Int64
  ) -> PreflightCheck {
    let bounds = [settings.connections, settings.roleConnections, settings.databaseConnections]
      .compactMap(\.self)
    let limit = bounds.map(\.limit).min() ?? 0
    let free = bounds.map(\.free).min() ?? 0
    let title = Phrase("连接数", "connections")
    let found = Phrase(
      "上限 \(limit),空闲 \(free);一次运行需 \(needed)",
      "at most \(limit), \(free) free; a night needs \(needed)")
    let advice = Phrase(
      "请调高 max_connections(或角色、数据库的 CONNECTION LIMIT),或减少 --workers",
      "raise max_connections (or the CONNECTION LIMIT of role or database), or use fewer --workers")
    guard limit >= needed else {
      return PreflightCheck("connections", title, found, 78, unless: false, advice)
    }
    return PreflightCheck("connections", title, found, .risky, unless: free >= needed, advice)
  }

  /// A night bounds its statements itself, by thirty times its `--patience`; what ends sessions
  /// that wait, it can only see. Its scheduler waits for four hours.
  private static func timeouts(_ settings: SettingsInspection) -> PreflightCheck {
    let short = settings.timeouts.filter { $0.milliseconds < 4 * 3600 * 1000 }
    let found = short.map { "\($0.name) = \($0.milliseconds) ms (\($0.source))" }
    return PreflightCheck(
      "timeouts", Phrase("时限", "timeouts"),
      short.isEmpty ? Phrase("无", "none") : same(found.joined(separator: ", ")), .risky,
      unless: short.isEmpty,
      Phrase(
        "这会中断较长的运行;请对运行所用的角色执行 ALTER ROLE … IN DATABASE … SET … = 0",
        "this ends a long night; for its role: ALTER ROLE … IN DATABASE … SET … = 0"))
  }

  private static func deadClients(_ settings: SettingsInspection) -> PreflightCheck {
    PreflightCheck(
      "dead_clients", Phrase("中断的客户端", "dead clients"),
      settings.noticesDeadClients
        ? Phrase("一秒内得知", "noticed within a second")
        : Phrase("语句结束时才得知", "noticed when their statement ends"), .risky,
      unless: settings.noticesDeadClients,
      Phrase(
        "运行被杀后,锁要等其语句结束才释放;服务器不支持 client_connection_check_interval",
        "a killed run keeps its lock until its statement ends: the server takes no "
          + "client_connection_check_interval"))
  }

  private static func durability(_ settings: SettingsInspection) -> PreflightCheck {
    let names = settings.riskySettings.joined(separator: ", ")
    return PreflightCheck(
      "durability", Phrase("持久性", "durability"),
      settings.isDurable
        ? Phrase("提交即落盘", "what is committed stays")
        : Phrase("关闭了 \(names)", "\(names) off"), .risky, unless: settings.isDurable,
      Phrase(
        "服务器崩溃可能丢失或损坏已发布的结果;请打开这些设置",
        "a crash of the server may lose or damage what is published: turn them on"))
  }

  /// Readers lock every table below a view; with room for a few of them at once all is well.
  private static func locks(_ settings: SettingsInspection) -> PreflightCheck {
    let needed = 4 * settings.attachedCount
    return PreflightCheck(
      "locks", Phrase("锁", "locks"),
      Phrase(
        "共 \(settings.lockSlots) 个,四个读者约需 \(needed)",
        "room for \(settings.lockSlots), four readers take about \(needed)"), .risky,
      unless: settings.lockSlots >= needed,
      Phrase(
        "请调高 max_locks_per_transaction 并重启服务器",
        "raise max_locks_per_transaction and restart the server"))
  }

  private static func plans(_ settings: SettingsInspection) -> PreflightCheck {
    PreflightCheck(
      "jit", Phrase("分析查询的编译", "compiling of analysts' queries"),
      settings.compilesPlans ? Phrase("开启", "on") : Phrase("关闭", "off"), .slow,
      unless: !settings.compilesPlans,
      Phrase(
        "请执行 deploy/postgres/roles.sql,它对数据库设置 jit = off",
        "run deploy/postgres/roles.sql, which sets jit = off for the database"))
  }
}
