#if Console
import BudgetStore
import BudgetTestSupport
import Foundation
import PostgresClient

/// What the tests of the console browse: two units below a group and one by itself, whose names are
/// as hostile as names can be, and two totals that are not the sums of their lines.
enum District {
  /// The name of the unit B: markup, an attribute's end, a turn of direction, a bell.
  static let hostileName = "<script>alert(1)</script>\"'&amp;\u{202E}乙\u{07}"

  private static let files = [
    "unit.csv": """
    unit_code,valid_from,name,parent_code
    A,2000,甲局,
    A1,2000,甲局本级,A
    A2,2000,甲局中心,A
    B,2000,"\(hostileName.replacing("\"", with: "\"\""))",
    """,
    "functional_subject.csv": """
    fund_type,code,valid_from,name
    general,201,2000,一般公共服务支出
    general,20101,2000,人大事务
    general,2010101,2000,行政运行
    general,20102,2000,政协事务
    general,2010201,2000,行政运行
    general,205,2000,<img src=x onerror=alert(1)>
    general,20502,2000,普通教育
    general,2050201,2000,学前教育
    """,
    "submission.csv": """
    submission_id,unit_code,fiscal_year,kind,revision,status,amount_unit
    1,A1,2023,final_account,1,accepted,yuan
    2,A2,2023,final_account,1,accepted,yuan
    3,B,2023,final_account,1,accepted,wan_yuan
    4,A1,2022,final_account,1,accepted,yuan
    """,
    "line.csv": """
    submission_id,line_no,section,functional_code,fund_type,expenditure_kind,printed_name,actual
    1,1,functional,2010101,general,basic,行政运行,1000.01
    1,2,functional,2010201,general,project,行政运行,500.02
    2,1,functional,2010101,general,basic,行政运行,20.03
    3,1,functional,2050201,general,basic,<b>学前</b>,0.4
    4,1,functional,2010101,general,basic,行政运行,900.00
    """,
    "stated_figure.csv": """
    submission_id,figure,value
    1,total.actual,1700.00
    3,total.actual,0.9
    """,
  ]

  /// Files it in the database of the suite, publishes it, and hires everybody.
  static func publish() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "huizong-console-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      _ = try Importer(directory: folder.path(), replace: false).run(on: try Connection(settings))
      _ = try NightJob(settings, observe: { _ in }).run(
        RunRequest(isFull: true, workers: 1, programVersion: "test", host: "test"))
    }
    try await setUpRoles()
    try await People.hire()
  }

  /// The first column of what a query gives, seen by the owner.
  static func column(_ sql: String) async throws -> [String] {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    return try await onOwnThread {
      let statement = Statement(name: "test_query", sql: sql, shape: .rows)
      return try Connection(settings).run(statement).compactMap { try $0.optionalText(0) }
    }
  }

  /// Runs SQL that gives nothing.
  static func execute(_ sql: String) async throws {
    let settings = ConnectionSettings(conninfo: TestDatabase.current.conninfo)
    try await onOwnThread {
      try Connection(settings).runScript(Statement(name: "test_script", sql: sql))
    }
  }
}
#endif
