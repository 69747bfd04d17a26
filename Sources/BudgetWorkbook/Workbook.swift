internal import BudgetReport
internal import CXlsxWriter
internal import Glibc

/// An XLSX file while it is being written, sheet after sheet.
///
/// The same calls give the same bytes: nothing in the file comes from the clock or the machine.
/// Rows go to temporary files as they come, so that no sheet is held in memory. It belongs to the
/// thread that made it.
public final class Workbook {
  /// What the file says about itself.
  public struct Properties: Sendable {
    let title: String
    let subject: String
    let comments: String
    let created: Int

    /// Properties of a file.
    ///
    /// - Parameter created: Seconds since 1970; the file is said to be of then. At least 1.
    public init(title: String, subject: String, comments: String, created: Int) {
      self.title = CellText.withoutNoncharacters(title)
      self.subject = CellText.withoutNoncharacters(subject)
      self.comments = CellText.withoutNoncharacters(comments)
      self.created = created
    }
  }

  /// The most rows that a sheet has. Source: Excel specifications and limits.
  public static let largestRowCount = 1_048_576

  private var pointer: UnsafeMutablePointer<lxw_workbook>?
  private let path: String
  private var pages: [UnsafeMutablePointer<lxw_worksheet>] = []
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  /// What stands at the foot of every page beside its number.
  let footer: (left: String, middle: String, right: String)
  /// How many rows a sheet may have before the next one begins.
  let rowLimit: Int

  /// Begins a file.
  ///
  /// - Parameter path: The file; temporary files lie in its folder.
  /// - Parameter footer: On the left, in the middle, where `&P` is the page and `&N` how many there
  ///   are, and on the right.
  /// - Throws: `WorkbookError`.
  public init(
    path: String, properties: Properties, footer: (left: String, middle: String, right: String),
    rowLimit: Int = largestRowCount
  ) throws(WorkbookError) {
    self.footer = (
      CellText.withoutNoncharacters(footer.left), CellText.withoutNoncharacters(footer.middle),
      CellText.withoutNoncharacters(footer.right)
    )
    self.rowLimit = rowLimit
    self.path = path
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    pointer = folder.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = 1
      options.use_zip64 = 0
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard pointer != nil else { throw WorkbookError(reason: "no memory for a workbook") }
    try set(properties)
  }

  deinit {
    // One that was not closed was given up.
    if let pointer { lxw_workbook_free(pointer) }
  }

  /// Writes everything; the workbook takes no more sheets.
  ///
  /// - Throws: `WorkbookError`; there may be a file that is not whole.
  public func close() throws(WorkbookError) {
    guard let workbook = pointer else { return }
    let lengths = try rowLengths()
    pointer = nil
    try insist(on: workbook_close(workbook))
    let sizes = try PartSizes(path: path).sizes
    for (index, length) in lengths.enumerated() {
      guard let size = sizes["xl/worksheets/sheet\(index + 1).xml"], size > length else {
        throw WorkbookError(reason: "sheet \(index + 1) is not whole: is the disk full?")
      }
    }
  }

  /// How long the rows of each sheet are so far, in bytes: as much must be in the file.
  private func rowLengths() throws(WorkbookError) -> [Int] {
    var lengths: [Int] = []
    for page in pages {
      guard let rows = page.pointee.optimize_tmpfile, fflush(rows) == 0, ferror(rows) == 0 else {
        throw WorkbookError(reason: "the rows of a sheet were not written: is the disk full?")
      }
      lengths.append(ftell(rows))
    }
    return lengths
  }

  /// A new sheet at the end.
  func addSheet(_ name: String) throws(WorkbookError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let pointer else { throw WorkbookError(reason: "the workbook is closed") }
    try insist(on: workbook_validate_sheet_name(pointer, name))
    guard let sheet = workbook_add_worksheet(pointer, name) else {
      throw WorkbookError(reason: "no sheet \(name)")
    }
    pages.append(sheet)
    return sheet
  }

  /// The format of a style, made once.
  func format(_ style: CellStyle) throws(WorkbookError) -> UnsafeMutablePointer<lxw_format> {
    if let format = formats[style] { return format }
    guard let pointer, let format = workbook_add_format(pointer) else {
      throw WorkbookError(reason: "no memory for a format")
    }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  private func set(_ properties: Properties) throws(WorkbookError) {
    // The library keeps copies of its own.
    let texts = [properties.title, properties.subject, properties.comments].map { text in
      text.withCString { strdup($0) }
    }
    defer { for text in texts { free(text) } }
    var shown = lxw_doc_properties()
    (shown.title, shown.subject, shown.comments) = (texts[0], texts[1], texts[2])
    shown.created = time_t(properties.created)
    try insist(on: workbook_set_properties(pointer, &shown))
  }
}
