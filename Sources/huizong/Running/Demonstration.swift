import BudgetDomain
import BudgetEngine
import BudgetReport
import BudgetStore
import Foundation
import PostgresClient
import SampleDistrict

/// The steps of a demonstration, each the same as the command of its name.
struct Demonstration {
  let settings: ConnectionSettings
  let folder: DemoFolder

  func migrate() async throws {
    let settings = settings
    try await offThePool { _ = try Migrator().run(on: try Connection(settings)) }
  }

  func writeSample() async throws {
    let sample = SampleFolder(path: folder.sample)
    try await offThePool { _ = try sample.write(SampleOptions()) }
  }

  func importSample() async throws {
    let (settings, directory) = (settings, folder.sample)
    try await offThePool {
      _ = try Importer(directory: directory).run(on: try Connection(settings))
    }
  }

  func run(_ console: Console) async throws -> RunReceipt {
    let request = RunRequest(
      workers: Night.defaultWorkerCount, programVersion: Huizong.version,
      programBuild: ProgramBuild.identity, host: Night.hostName)
    return try await Night(settings: settings, console: console).run(request)
  }

  /// The workbook, and the page beside it.
  func writeBooks(_ language: Language) async throws {
    let (settings, folder) = (settings, folder)
    let request = BookRequest(
      unitCode: "*", fundType: "*", years: nil, amountUnit: .wanYuan, language: language)
    try await offThePool {
      try Connection(settings).transaction(.repeatableRead(readOnly: true)) { connection in
        _ = try BookWriter(request, on: connection)
          .write(.xlsx, to: folder.workbook, on: connection)
        let page = try PageWriter(request, choosesUnit: true, on: connection)
        try writeFile(folder.page, Data(try page.html(on: connection).utf8))
      }
    }
  }

  /// The last year by 类, all anomalies, and the counts of coverage.
  func read() async throws -> DemoResult {
    let settings = settings
    return try await offThePool {
      let connection = try Connection(settings)
      return try connection.transaction(.repeatableRead(readOnly: true)) { connection in
        guard let publication = try PublicationReader.current(on: connection),
          let year = publication.fiscalYears.last
        else {
          throw StoreError(
            .brokenInvariant,
            StoreError.Words("本夜没有发布任何结果", "the night has published nothing"))
        }
        let filter = SummaryFilter(
          fiscalYear: year, unitCode: "*", fundType: "*", subjectCode: "*", subjectDigits: 3)
        return DemoResult(
          publication: publication, year: year,
          summary: SummaryReport(rows: try SummaryReader.rows(filter, on: connection)),
          anomalies: AnomalyReport(
            rows: try AnomalyReader.rows(AnomalyFilter(), on: connection).rows),
          coverage: CoverageReport(
            rows: [], counts: try CoverageReader.counts(on: connection)))
      }
    }
  }
}

/// What a demonstration has to show.
struct DemoResult: Sendable {
  let publication: PublicationRow
  let year: Int
  let summary: SummaryReport
  let anomalies: AnomalyReport
  let coverage: CoverageReport

  /// Writes the tables for spreadsheets.
  ///
  /// - Throws: `OutputError`.
  func write(to folder: DemoFolder) throws(OutputError) {
    try writeFile(folder.summary, Data((CSVTable.byteOrderMark + summary.csv).utf8))
    try writeFile(folder.anomalies, Data((CSVTable.byteOrderMark + anomalies.csv).utf8))
  }
}
