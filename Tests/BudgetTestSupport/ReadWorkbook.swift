public import Foundation

/// A workbook as other programs read it: Python's openpyxl tells what it holds.
public struct ReadWorkbook: Decodable, Sendable {
  /// A cell that holds something.
  public struct Cell: Decodable, Sendable {
    /// `n` for a number, `s` for a text, `f` for a formula.
    public let kind: String
    /// The text, or the number with 15 significant digits as Excel shows it.
    public let text: String
    /// The number format.
    public let format: String
    /// How far it is indented.
    public let indent: Int
    /// Whether it is bold.
    public let isBold: Bool
    /// The colour behind it; empty for none.
    public let fill: String

    /// The number times 100, where it has no more decimals.
    public var hundredths: Int64? {
      guard kind == "n", let number = Decimal(string: text, locale: nil) else { return nil }
      let hundredths = NSDecimalNumber(decimal: number * 100)
      let whole = hundredths.int64Value
      return NSDecimalNumber(value: whole).compare(hundredths) == .orderedSame ? whole : nil
    }
  }

  /// One sheet.
  public struct Sheet: Decodable, Sendable {
    /// The name on its tab.
    public let name: String
    /// The first cell that scrolls.
    public let freeze: String
    /// The range of the filter.
    public let filter: String
    /// The rows repeated on every page.
    public let repeats: String
    /// `landscape` or `portrait`.
    public let orientation: String
    /// Whether the print is fitted to pages.
    public let fits: Bool
    /// To how many pages side by side.
    public let fitsWidth: Int
    /// To how many pages in all; 0 for any number.
    public let fitsHeight: Int
    /// What is printed, where that is not everything.
    public let printArea: String
    /// What Excel would mark with a green corner.
    public let minds: [String]
    /// The height of each row, points.
    public let heights: [Double]
    /// The middle of the footer.
    public let footer: String
    /// The width of each column, in columns of a digit.
    public let widths: [Double]
    /// Whether locked cells cannot be written in.
    public let isProtected: Bool
    /// The cells that are not locked, such as `J5`.
    public let unlocked: [String]
    /// All rows; nil for an empty cell.
    public let rows: [[Cell?]]

    /// The rows below the column heads, which the filter begins with.
    public var body: ArraySlice<[Cell?]> {
      let head = Int(filter.drop { !$0.isNumber }.prefix { $0.isNumber })
      return rows.dropFirst(head ?? 0)
    }
  }

  /// When it says it was made, ISO 8601.
  public let created: String
  /// What it says it is.
  public let title: String
  /// Its sheets in order.
  public let sheets: [Sheet]

  /// Reads a file; blocks.
  ///
  /// - Throws: `ReaderFailed`, also where python3-openpyxl is not installed.
  public init(_ file: URL) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Readers/workbook.py")
    let output = try runReader("/usr/bin/python3", [script.path(), file.path()])
    self = try JSONDecoder().decode(ReadWorkbook.self, from: output)
  }

  /// The sheet of a name.
  public func sheet(_ name: String) throws -> Sheet {
    guard let sheet = sheets.first(where: { $0.name == name }) else {
      throw ReaderFailed(program: "workbook", message: "has no sheet \(name)")
    }
    return sheet
  }
}

/// A program that reads workbooks is not there, or does not understand one: never a reason to pass.
public struct ReaderFailed: Error {
  /// The program.
  public let program: String
  /// What it says.
  public let message: String
}

/// LibreOffice, which opens a workbook and writes it in another format; blocks.
///
/// - Parameter format: Such as `pdf`, or `csv` with its filter.
/// - Returns: The files that it wrote.
/// - Throws: `ReaderFailed`, also where libreoffice-calc-nogui is not installed.
public func convertByLibreOffice(
  _ file: URL, to format: String, in folder: URL
) throws -> [URL] {
  // A profile of its own: two at a time would wait for each other.
  let profile = folder.appending(path: "profile")
  let said = try runReader(
    "/usr/bin/soffice",
    [
      "-env:UserInstallation=file://\(profile.path())", "--headless", "--norestore",
      "--convert-to", format, "--outdir", folder.path(), file.path(),
    ])
  try? FileManager.default.removeItem(at: profile)
  let text = String(decoding: said, as: UTF8.self)
  guard !text.lowercased().contains("error") else {
    throw ReaderFailed(program: "soffice", message: text)
  }
  let ending = String(format.prefix { $0 != ":" })
  return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { $0.pathExtension == ending }.sorted { $0.path() < $1.path() }
}

/// What a program writes on stdout; its end must be a good one.
func runReader(_ program: String, _ arguments: [String]) throws -> Data {
  guard FileManager.default.isExecutableFile(atPath: program) else {
    throw ReaderFailed(program: program, message: "is not installed; see jobs/packages.sh")
  }
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "huizong-reader-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (output, messages) = (folder.appending(path: "output"), folder.appending(path: "messages"))
  for file in [output, messages] { try Data().write(to: file) }
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: messages)
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    let message = String(decoding: try Data(contentsOf: messages), as: UTF8.self)
    throw ReaderFailed(program: program, message: String(message.suffix(400)))
  }
  return try Data(contentsOf: output)
}
