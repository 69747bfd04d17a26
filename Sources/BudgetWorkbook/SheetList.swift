/// The first sheet of a workbook: which sheets follow, what they show and how many rows they have.
///
/// It is begun first, so that it comes first, and written last.
public final class SheetList {
  private let sheet: Sheet
  private var entries: [(sheet: Sheet, content: String)] = []

  /// Begins the list at the head of a workbook.
  ///
  /// - Parameter titles: What stands above the names, the contents and the numbers of rows.
  /// - Throws: `WorkbookError`.
  public init(
    _ head: SheetHead, titles: (name: String, content: String, rows: String),
    in workbook: Workbook
  ) throws(WorkbookError) {
    sheet = try Sheet(
      head,
      [
        SheetColumn(titles.name, .words), SheetColumn(titles.content, .prose(width: 84)),
        SheetColumn(titles.rows, .plain),
      ], isFiltered: false, in: workbook)
  }

  /// Finishes a sheet and lists it.
  ///
  /// - Throws: `WorkbookError`.
  public func add(_ finished: Sheet, _ content: String) throws(WorkbookError) {
    try finished.finish()
    entries.append((finished, content))
  }

  /// Writes the list.
  ///
  /// - Throws: `WorkbookError`.
  public func finish() throws(WorkbookError) {
    for (listed, content) in entries {
      try sheet.append(
        SheetRow([
          .link(listed.name, sheet: listed.name), .text(content),
          .number(Int64(listed.rowCount)),
        ]))
    }
    try sheet.finish()
  }
}
