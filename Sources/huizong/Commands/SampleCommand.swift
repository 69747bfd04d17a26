import ArgumentParser
import BudgetReport
import SampleDistrict

/// Writes a made-up district as import files.
struct SampleCommand: HuizongCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Writes a realistic district and the reference lists as import files.",
    discussion: """
      把一个逼真的样例区和参考表写成可导入的文件。

      Equal options give equal bytes. planted.csv names each slip that was
      planted, by kind and place; import ignores it. With --slips it names each
      slip by cause, figure, right and wrong number; the same options with --clean
      give the same district without them. With --lines the files are for
      measuring: plain final accounts of ten years; --across adds codes and units
      that change within them, and money between units.

      示例 Examples:
        # 120 个单位,五个年度 / 120 units, five years
        huizong sample district
        # 指定单位数、年度和随机种子 / other units, years and dice
        huizong sample --units 300 --years 2019-2023 --seed 7 district
        # 植入各种差错 / slips of every cause
        huizong sample --units 300 --slips 20 planted
        # 用于测速 / for measuring
        huizong sample --lines 10000000 bench
        huizong sample --lines 10000000 --across crosswalk,transfers bench
      """)

  @Argument(help: "The folder to write to, made if its parent exists.", completion: .directory)
  var dir: String

  @Option(name: .long, help: "Units that file money.")
  var units = SampleOptions().unitCount

  @Option(name: .long, help: "The years, FIRST-LAST or one.")
  var years = YearRange(SampleOptions().years)

  @Option(name: .long, help: "The start of every random choice.")
  var seed = SampleOptions().seed

  @Option(name: .long, help: "Write about so many lines for measuring instead.")
  var lines: Int?

  @Option(
    name: .long,
    help: "With --lines: crosswalk, successions, transfers, several with commas, or all.")
  var across: AcrossOption?

  @Option(
    name: .long,
    help: "Plant so many slips of each cause instead, each in an account of its own.")
  var slips: Int?

  @Flag(name: .long, help: "Plant no slips.")
  var clean = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if units < 1 { throw ValidationError("--units must be at least 1.") }
    if let lines, lines < 1 { throw ValidationError("--lines must be at least 1.") }
    if across != nil, lines == nil { throw ValidationError("--across needs --lines.") }
    if let slips, slips < 1 { throw ValidationError("--slips must be at least 1.") }
  }

  func perform(_ console: Console) async throws {
    let options = SampleOptions(
      seed: seed, unitCount: units, years: years.years,
      profile: lines.map { .benchmark(lines: $0, across: across?.parts ?? []) } ?? .district,
      includesPlantedSlips: !clean, slipsPerCause: slips ?? 0)
    let folder = SampleFolder(path: dir)
    let files = try await offThePool { try folder.write(options) }
    if output.json {
      let rows = files.map { file in
        JSONValue.object([("file", .text(file.name)), ("rows", .int(Int64(file.rows)))])
      }
      return try console.write("sample", [("directory", .text(dir)), ("files", .array(rows))])
    }
    var table = TextTable([
      .words(Phrase("文件", "File")(console.language)),
      .numbers(Phrase("行数", "Rows")(console.language)),
    ])
    for file in files { table.append(.init([file.name, NumberFormat.count(file.rows)])) }
    try console.write(table.rendered(console.palette, width: console.width))
  }
}

/// A span of budget years, such as `2019-2023`.
struct YearRange: ExpressibleByArgument {
  let years: ClosedRange<Int>

  init(_ years: ClosedRange<Int>) { self.years = years }

  init?(argument: String) {
    let numbers = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    switch (numbers.first, numbers.last, numbers.count) {
    case (let first??, let last??, 1...2) where first <= last: years = first...last
    default: return nil
    }
  }

  var defaultValueDescription: String { "\(years.lowerBound)-\(years.upperBound)" }
}

/// Parts of what happens across years and units, such as `crosswalk,transfers`.
struct AcrossOption: ExpressibleByArgument {
  let parts: AcrossParts

  init?(argument: String) {
    var parts: AcrossParts = []
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      switch word {
      case "crosswalk": parts.insert(.crosswalk)
      case "successions": parts.insert(.successions)
      case "transfers": parts.insert(.transfers)
      case "all": parts.formUnion(.all)
      default: return nil
      }
    }
    self.parts = parts
  }
}
