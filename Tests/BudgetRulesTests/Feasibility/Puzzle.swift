import BudgetDomain
import BudgetRules

/// A small table with printed sums, some of which may be misprinted, and what is true of it by
/// elimination.
///
/// Amounts are in 万元 with no or one decimal, and counted in twentieths: half of the last digit is
/// a whole number.
struct Puzzle {
  /// A printed number.
  struct Printed: Equatable {
    let units: Int
    let decimals: UInt8

    /// Twentieths to one unit of the last place.
    var step: Int { decimals == 0 ? 20 : 2 }

    /// The number to which an amount in hundredths of twentieths rounds, half away from zero.
    init(rounding amount: Int, decimals: UInt8) {
      let step = (decimals == 0 ? 20 : 2) * 100
      let size = (abs(amount) + step / 2) / step
      self.init(units: amount < 0 ? -size : size, decimals: decimals)
    }

    init(units: Int, decimals: UInt8) { (self.units, self.decimals) = (units, decimals) }

    /// In twentieths, with what is open: away from zero, and on both sides of zero.
    var interval: (low: Int, isLowOpen: Bool, high: Int, isHighOpen: Bool) {
      (units * step - step / 2, units <= 0, units * step + step / 2, units >= 0)
    }
  }

  /// What figure `total` is the sum of, or at most (`isBound`).
  struct Sum {
    let total: Int
    let parts: [Int]
    var isBound = false
  }

  /// Cells first, then sums of them.
  var figures: [Printed]
  let cells: Int
  let sums: [Sum]

  /// Rounds a truth and everything that is summed from it.
  init(cells: [Int], _ sums: [Sum], decimals: (Int) -> UInt8) {
    self.sums = sums
    self.cells = cells.count
    var truth = cells
    for sum in sums where sum.total == truth.count {
      truth.append(sum.parts.reduce(0) { $0 + truth[$1] } - (sum.isBound ? 150 : 0))
    }
    figures = truth.enumerated().map { Printed(rounding: $1, decimals: decimals($0)) }
  }

  /// As rules state it.
  var relations: [StatedRelation] {
    sums.enumerated().map { number, sum in
      var place = Place(year: FiscalYear(2023), unit: "101")
      place.code = String(number)
      let parts = sum.parts.map(figure)
      return StatedRelation(
        rule: RuleDescription("X000", .error, title: "", english: "", source: ""), place: place,
        relation: Relation(
          figure(sum.total),
          sum.isBound ? .between(certain: [], possible: parts) : .sum(parts: parts)))
    }
  }

  func figure(_ index: Int) -> PrintedFigure {
    PrintedFigure(
      label: "#\(index)#",
      number: PrintedNumber(Int64(figures[index].units), decimals: figures[index].decimals),
      dimension: .amount(.wanYuan))
  }

  /// The cells behind a figure.
  private func cells(behind figure: Int) -> [Int] {
    guard figure >= cells, let sum = sums.first(where: { $0.total == figure && !$0.isBound })
    else { return [figure] }
    return sum.parts.flatMap(cells(behind:))
  }

  /// Whether values exist that round to the figures in `kept`, all sums being true.
  func isPossible(keeping kept: some Sequence<Int>, onlySum: Int? = nil) -> Bool {
    // Variables: the cells, and every total that is no sum of them.
    let bounded = sums.filter(\.isBound).map(\.total)
    let variables = Array(0..<cells) + bounded
    func row(_ figure: Int) -> [Int] {
      var row = [Int](repeating: 0, count: variables.count)
      for cell in cells(behind: figure) {
        if let place = variables.firstIndex(of: cell) { row[place] += 1 }
      }
      return row
    }
    var system: [Elimination.Inequality] = []
    for figure in kept {
      let (own, interval) = (row(figure), figures[figure].interval)
      system.append(.init(own, atMost: interval.high, isStrict: interval.isHighOpen))
      system.append(
        .init(own.map { -$0 }, atMost: -interval.low, isStrict: interval.isLowOpen))
    }
    for sum in sums where sum.isBound {
      let parts = sum.parts.map(row).reduce([Int](repeating: 0, count: variables.count)) {
        zip($0, $1).map { $0 + $1 }
      }
      system.append(
        .init(zip(row(sum.total), parts).map { $0 - $1 }, atMost: 0, isStrict: false))
      system.append(.init(row(sum.total).map { -$0 }, atMost: 0, isStrict: false))
    }
    return Elimination.isPossible(system)
  }

  /// Whether some sum cannot come out even by itself.
  var isBroken: Bool {
    relations.contains { $0.relation.evaluate()?.verdict == .violated }
  }
}

/// Linear inequalities decided by eliminating one variable after the other (Fourier 1826,
/// Motzkin 1936); slow, and nothing like the simplex.
enum Elimination {
  struct Inequality: Hashable {
    let factors: [Int]
    let most: Int
    let isStrict: Bool

    /// Σ factor × variable ≤ most, or below it.
    init(_ factors: [Int], atMost most: Int, isStrict: Bool) {
      var common = abs(most)
      for factor in factors {
        var (larger, smaller) = (common, abs(factor))
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        common = larger
      }
      common = max(1, common)
      self.factors = factors.map { $0 / common }
      self.most = most / common
      self.isStrict = isStrict
    }
  }

  static func isPossible(_ system: [Inequality]) -> Bool {
    var system = Set(system)
    for variable in system.first?.factors.indices ?? 0..<0 {
      let above = system.filter { $0.factors[variable] > 0 }
      let below = system.filter { $0.factors[variable] < 0 }
      var next = system.filter { $0.factors[variable] == 0 }
      for first in above {
        for second in below {
          let (left, right) = (-second.factors[variable], first.factors[variable])
          next.insert(
            Inequality(
              zip(first.factors, second.factors).map { left * $0 + right * $1 },
              atMost: left * first.most + right * second.most,
              isStrict: first.isStrict || second.isStrict))
        }
      }
      system = tightest(next)
    }
    return system.allSatisfy { $0.isStrict ? 0 < $0.most : 0 <= $0.most }
  }

  /// Of inequalities with the same factors, the one that says most.
  private static func tightest(_ system: Set<Inequality>) -> Set<Inequality> {
    var best: [[Int]: Inequality] = [:]
    for inequality in system {
      if let known = best[inequality.factors],
        (known.most, known.isStrict ? 0 : 1) <= (inequality.most, inequality.isStrict ? 0 : 1)
      {
        continue
      }
      best[inequality.factors] = inequality
    }
    return Set(best.values)
  }
}
