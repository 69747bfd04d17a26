internal import BudgetDomain
internal import BudgetEngine
internal import PostgresClient

/// Indexes and checks written volumes: apart from writing, so that whoever has nothing left to
/// write does it for the others.
struct VolumeFinisher {
  private let summary: Summary
  private let settings: ConnectionSettings

  init(_ summary: Summary, _ settings: ConnectionSettings) {
    self.summary = summary
    self.settings = settings
  }

  /// Makes a volume ready to be shown.
  ///
  /// - Throws: `StoreError` when an invariant does not hold: nobody will see the volume.
  func finish(_ volume: WrittenVolume) throws -> WrittenVolume {
    try RunCancellation.check()
    let connection = try Connection(settings.named("check-\(volume.year)"))
    try connection.set("search_path", "volume_\(volume.id)")
    // A hundred thousand cells are added up without going through a file.
    try connection.set("work_mem", "64MB")
    // How many cells a tile holds is unknown to the planner; merging would sort all of them.
    try connection.set("enable_mergejoin", "off")
    try Failpoint.checks.around {
      try connection.run(.indexVolume, [.int(volume.id)])
      try connection.run(.indexComparable, [.int(volume.id)])
      if isWorkedOut(volume.year) {
        try expectAccepted(in: volume.year, on: connection)
      }
      try expect(Statement.comparableChecks, in: volume.year, on: connection)
    }
    return volume
  }

  /// Whether the year's own figures come from submissions, not from an earlier publication.
  private func isWorkedOut(_ year: FiscalYear) -> Bool {
    summary.validated.trees[year] != nil && !summary.validated.batch.isClosed(year)
  }

  private func expectAccepted(in year: FiscalYear, on connection: borrowing Connection) throws {
    let accepted = summary.acceptedTotal(in: year)
    for (name, fen) in [
      ("initial", accepted.initial), ("final", accepted.final), ("actual", accepted.actual),
    ] { try connection.set("huizong.accepted_\(name)", fen.map(String.init) ?? "") }
    try expect(Statement.checks, in: year, on: connection)
  }

  private func expect(
    _ checks: [Statement], in year: FiscalYear, on connection: borrowing Connection
  ) throws {
    for check in checks {
      let rows = try connection.run(check)
      guard rows.isEmpty else {
        throw StoreError(
          .brokenInvariant,
          StoreError.Words(
            "\(year) 年度有 \(rows.count) 处不满足 \(check.name),未发布任何结果",
            "\(check.name) does not hold in \(rows.count) places of \(year); "
              + "nothing was published"),
          hint: StoreError.Words(
            "这是程序错误:请保留数据库并报告", "this is a bug: keep the database and report it"))
      }
    }
  }
}
