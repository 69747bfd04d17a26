import ArgumentParser
import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient
import SampleDistrict
import SystemPackage

/// Shows Huizong at work, from nothing to the published tables.
struct DemoCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "A private database, a sample district, a full night, and what came out of it.",
    discussion: """
      专用数据库、样例区、完整的一夜,以及结果。

      Everything stands in one folder: the server, the import files, the result as
      a workbook, a page and CSV. A second demo in the same folder begins again with
      an empty database. The server is left running.

      示例 Examples:
        # 使用默认目录 / in the usual folder
        huizong demo
        # 使用指定目录 / in a folder of one's own
        huizong demo --directory district
      """)

  @Option(name: .long, help: "The folder to work in.", completion: .directory)
  var directory = DataFolder.path + "/demo"

  @OptionGroup var output: OutputOptions

  func perform(_ console: Console) async throws {
    let folder = try DemoFolder(directory)
    var times: [(step: Phrase, key: String, time: Duration)] = []
    let clock = ContinuousClock()
    var start = clock.now
    func finish(_ key: String, _ step: Phrase) {
      times.append((step, key, clock.now - start))
      console.note("  \(step(console.language))  \(elapsedText(clock.now - start))")
      start = clock.now
    }
    console.note(Phrase("演示目录:\(folder.path)", "demonstration in \(folder.path)"))
    let settings = try await PrivateServer(directory: FilePath(folder.server)).emptySettings()
    finish("server", Phrase("启动专用数据库", "private database started"))
    let district = Demonstration(settings: settings, folder: folder)
    try await district.migrate()
    finish("migrate", Phrase("建立数据库结构", "schema made"))
    try await district.writeSample()
    finish("sample", Phrase("生成样例区", "sample district written"))
    try await district.importSample()
    finish("import", Phrase("导入", "imported"))
    let receipt = try await district.run(console)
    finish("run", Phrase("汇总并发布", "consolidated and published"))
    let result = try await district.read()
    try result.write(to: folder)
    finish("report", Phrase("读取并写出结果", "result read and written"))
    try await district.writeBooks(console.language)
    finish("books", Phrase("写出工作簿和网页", "workbook and page written"))
    let report = DemoReport(
      folder: folder, conninfo: settings.conninfo, receipt: receipt, result: result, times: times)
    if output.json { return try console.write("demo", report.members) }
    try console.write(report.text(console))
  }
}
