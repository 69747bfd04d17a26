/// The first defects of a file, and how many there are in all: bounded, whatever the file holds.
struct ImportDefectList {
  private(set) var listed: [ImportDefect] = []
  private(set) var count = 0

  mutating func append(_ defect: ImportDefect) {
    count += 1
    if listed.count < ImportError.listedLimit { listed.append(defect) }
  }

  /// Adds the defects of another list.
  ///
  /// - Parameter others: How many there are that are not listed.
  mutating func append(_ defects: [ImportDefect], andOthers others: Int) {
    listed += defects
    count += defects.count + others
  }

  /// The report; nil when nothing is wrong.
  var error: ImportError? {
    guard count > 0 else { return nil }
    let first = listed.sorted().prefix(ImportError.listedLimit)
    return ImportError(defects: Array(first), unlistedCount: count - first.count)
  }
}
