import BudgetDomain
import Testing

@Suite struct RoundingNetworkTests {
  private static let wan = PrintStep(.wanYuan)

  /// Rows, columns and the corner of a table, exact and as printed.
  private struct Table {
    var cells: [[Int64]]

    var rows: [Int64] { cells.map { $0.reduce(0, +) } }
    var columns: [Int64] {
      (cells.first ?? []).indices.map { column in cells.reduce(0) { $0 + $1[column] } }
    }

    /// Prints cells, rows, columns and the whole.
    func printed(_ step: PrintStep) -> (cells: [[Int64]], rows: [Int64], columns: [Int64], Int64) {
      var network = RoundingNetwork(step: step)
      let (source, sink) = (network.addPlace(), network.addPlace())
      let rowPlaces = rows.map { _ in network.addPlace() }
      let columnPlaces = columns.map { _ in network.addPlace() }
      let whole = network.addFigure(rows.reduce(0, +), from: sink, to: source)
      let rowFigures = zip(rows, rowPlaces).map { network.addFigure($0, from: source, to: $1) }
      let cellFigures = zip(cells, rowPlaces).map { row, place in
        zip(row, columnPlaces).map { network.addFigure($0, from: place, to: $1) }
      }
      let columnFigures = zip(columns, columnPlaces).map {
        network.addFigure($0, from: $1, to: sink)
      }
      let steps = network.printed()
      return (
        cellFigures.map { $0.map { steps[$0] } }, rowFigures.map { steps[$0] },
        columnFigures.map { steps[$0] }, steps[whole]
      )
    }
  }

  /// Every margin is whole: the diagonal has to go up, or the other one.
  @Test func keepsWholeMargins() {
    let table = Table(cells: [[5_000, 5_000], [5_000, 5_000]])
    let (cells, rows, columns, whole) = table.printed(Self.wan)
    #expect(rows == [1, 1] && columns == [1, 1] && whole == 2)
    #expect(cells == [[1, 0], [0, 1]] || cells == [[0, 1], [1, 0]])
  }

  @Test func whatIsWholeStays() {
    let table = Table(cells: [[10_000, -20_000], [0, 40_000]])
    let (cells, _, _, whole) = table.printed(Self.wan)
    #expect(cells == [[1, -2], [0, 4]] && whole == 3)
    let exact = Table(cells: [[1, -2], [33, 7]]).printed(PrintStep(.yuan))
    #expect(exact.cells == [[1, -2], [33, 7]])
  }

  /// Random tables, dense and sparse: neighbours, sums both ways, as near as chance would come.
  @Test(arguments: UInt64(1)...40)
  func addsUpBothWays(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let (height, width) = (
        Int.random(in: 1...20, using: &random), Int.random(in: 1...12, using: &random)
      )
      let isSparse = Bool.random(using: &random)
      let table = Table(
        cells: (0..<height).map { _ in
          (0..<width).map { _ in
            isSparse && Int.random(in: 0..<4, using: &random) > 0 ? 0 : randomFen(&random)
          }
        })
      let (cells, rows, columns, whole) = table.printed(Self.wan)
      #expect(cells.map { $0.reduce(0, +) } == rows)
      #expect(Table(cells: cells).columns == columns)
      #expect(rows.reduce(0, +) == whole)
      let figures =
        Array(zip(cells.joined(), table.cells.joined())) + Array(zip(rows, table.rows))
        + Array(zip(columns, table.columns)) + [(whole, table.rows.reduce(0, +))]
      #expect(figures.allSatisfy { isNeighbour($0, $1, Self.wan) })
      #expect(deviation(figures) <= expectation(figures.map(\.1)))
      #expect(table.printed(Self.wan).cells == cells)
    }
  }

  /// In steps squared, so that it is whole.
  private func deviation(_ figures: [(Int64, Int64)]) -> Int128 {
    figures.reduce(0) { sum, figure in
      sum + Int128((figure.0 * 10_000 - figure.1).magnitude) * 10_000
    }
  }

  private func expectation(_ exact: [Int64]) -> Int128 {
    exact.reduce(0) { sum, fen in
      let rest = Int128(Self.wan.rest(fen))
      return sum + 2 * rest * (10_000 - rest)
    }
  }

  @Test func trapsWhereFiguresDoNotAddUp() async {
    await #expect(processExitsWith: .failure) {
      var network = RoundingNetwork(step: PrintStep(.wanYuan))
      let (one, other) = (network.addPlace(), network.addPlace())
      _ = network.addFigure(5_000, from: one, to: other)
      _ = network.printed()
    }
  }
}
