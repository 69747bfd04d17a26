import BudgetTestSupport
import Testing

/// Whether what is printed adds up, told from the sheets alone.
extension ExportTests {
  /// The printed figures of every sheet of sums add up, to the last digit.
  func expectSums(of book: ReadWorkbook) throws {
    let summary = try book.sheet("支出汇总")
    expectTree(summary, amounts: 2...8, name: 1)
    for row in summary.body {
      let steps = row.map { $0?.hundredths }
      let parts = steps[5...7].compactMap(\.self)
      if !parts.isEmpty { #expect(parts.reduce(0, +) == steps[4]) }
      if let change = steps[9] { #expect(change == (steps[4] ?? 0) - (steps[8] ?? 0)) }
    }
    expectTree(try book.sheet("单位汇总"), amounts: 2...5, name: 1)
    let matrix = try book.sheet("单位×类")
    let last = (matrix.rows.last?.count ?? 0) - 1
    expectTree(matrix, amounts: 2...last, name: 1)
    for row in matrix.body {
      let steps = row.map { $0?.hundredths ?? 0 }
      #expect(steps[3...].reduce(0, +) == steps[2], "\(row[1]?.text ?? "")")
    }
    expectTree(try book.sheet("年度对比"), amounts: 2...4, name: 1)
    let units = Dictionary(grouping: try book.sheet("单位科目").body) { $0[0]?.text ?? "" }
    #expect(units.count > 15)
    for rows in units.values { expectTree(rows[...], amounts: 4...6, name: 3) }
    // One figure is the same wherever it stands.
    let top = summary.body.first
    #expect(top?[4]?.text == matrix.body.first?[2]?.text)
    #expect(try top?[4]?.text == book.sheet("年度对比").body.first?[4]?.text)
    #expect(try top?[4]?.text == book.sheet("可比口径").body.first?[4]?.text)
  }

  private func expectTree(_ sheet: ReadWorkbook.Sheet, amounts: ClosedRange<Int>, name: Int) {
    expectTree(sheet.body, amounts: amounts, name: name)
  }

  /// Rows are parts of the nearest row above that is indented less; 类 are parts of the total.
  private func expectTree(
    _ rows: ArraySlice<[ReadWorkbook.Cell?]>, amounts: ClosedRange<Int>, name: Int
  ) {
    var above: [(level: Int, row: Int)] = []
    var sums: [Int: [Int64]] = [:]
    for (index, row) in rows.enumerated() {
      let level = index == 0 ? -1 : row[name]?.indent ?? 0
      while let last = above.last, last.level >= level { above.removeLast() }
      if let parent = above.last {
        let known = sums[parent.row] ?? amounts.map { _ in 0 }
        sums[parent.row] = zip(known, amounts).map { $0 + (row[$1]?.hundredths ?? 0) }
      }
      above.append((level, index))
    }
    for (index, row) in rows.enumerated() {
      guard let sum = sums[index] else { continue }
      for (part, place) in zip(sum, amounts) {
        #expect(part == row[place]?.hundredths ?? 0, "\(row[name]?.text ?? "") column \(place)")
      }
    }
  }
}
