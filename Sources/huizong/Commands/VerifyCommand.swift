import ArgumentParser
import BudgetReport
import BudgetStore

/// Proves what is published.
struct VerifyCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Works everything out once more and compares it with what readers see.",
    discussion: """
      从报送重新计算一遍,与读者看到的逐格比较。

      Reads all submissions, trusts nothing that was kept, and compares cell by cell
      and anomaly by anomaly, and the recorded digests, counts and totals. On the
      input that the publication was made from nothing may differ: every difference
      is listed, and the exit code is 70. What is newer than the publication
      (submissions, also deleted ones, reference data, the program) is listed apart;
      what differs then may come from it. At most 1,000 of each are listed, with how
      many there are. Nothing that is published changes.

      A closed year is worked out like the others while nothing that it was made from
      has changed; else it is compared as it was closed. What came after closing is
      listed, and no reason to differ. Asking for a closed year reads all years.

      示例 Examples:
        # 全部年度 / all years
        huizong verify
        # 一个年度,供程序读取 / one year, for programs
        huizong verify --year 2023 --json
        # jobs/nightly 每次运行之后所做的 / what jobs/nightly does after each run
        huizong verify --rotate
      """)

  @Option(
    name: .long, parsing: .singleValue, help: "A published year to verify; may be repeated.")
  var year: [Int] = []

  @Flag(name: .long, help: "The open year that was verified longest ago: a sample a night.")
  var rotate = false

  @Option(name: .long, help: "How many workers.")
  var workers = Night.defaultWorkerCount

  @OptionGroup var metrics: MetricsOption
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if rotate && !year.isEmpty { throw ValidationError("--rotate and --year exclude each other.") }
    guard year.allSatisfy({ (1949...2999).contains($0) }) else {
      throw ValidationError("--year must lie within 1949 and 2999.")
    }
    guard (1...256).contains(workers) else {
      throw ValidationError("--workers must lie within 1 and 256.")
    }
  }

  func perform(_ console: Console) async throws {
    try await metrics.recording("verify", console) { try await verify(console) }
  }

  private func verify(_ console: Console) async throws {
    let report = try await verified(console)
    if output.json {
      try console.write("verify", report.members)
    } else if let report {
      try console.write(VerificationText(report).rendered(console))
    } else {
      console.noteNothingPublished()
    }
    guard let report, report.isBroken else { return }
    // A job's stdout is often thrown away, and this must reach its operator.
    console.report(VerificationText(report).sentence(console.language), exitCode: 70)
    console.note(
      Phrase(
        "提示:请保留数据库并报告此错误;huizong run --full 重新计算并发布",
        "hint: this is a bug or a damaged table: keep the database and report it; "
          + "huizong run --full works everything out and publishes it"))
    throw ExitCode(70)
  }

  private func verified(_ console: Console) async throws -> VerificationReport? {
    let settings = try await database.settings()
    let (scope, workers) = (scope, workers)
    let progress = ProgressDisplay(console)
    let signals = StopSignals(console)
    defer {
      progress.clear()
      withExtendedLifetime(signals) {}
    }
    let verification = Verification(settings) { event in
      console.place.observe(event)
      progress.observe(event)
    }
    return try await offThePool {
      try verification.run(
        scope, workers: workers, programVersion: Huizong.version,
        programBuild: ProgramBuild.identity)
    }
  }

  private var scope: Verification.Scope {
    if rotate { return .longestUnverified }
    return year.isEmpty ? .all : .years(year)
  }
}
