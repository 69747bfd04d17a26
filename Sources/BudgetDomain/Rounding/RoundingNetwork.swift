/// Prints figures that add up in two directions at once, such as units downwards and subjects
/// across, so that they still add up in both.
///
/// The figures are seen as flows between places: what enters a place leaves it. A row whose total
/// is divided among columns is a place; so is a column that collects its rows; a row's figure in a
/// column flows from the one to the other. Flows that are printed as exact multiples stay. As long
/// as any is not, some of them form a closed path, for no place has a single one; along that path
/// one can be raised and the next lowered until one of them is printed, without moving any sum.
/// So each printed figure is one of the two neighbours of the exact one, and such figures always
/// exist, for any tree of rows over columns without subtotals.
///
/// Of the two ways along a path the one is taken that brings figures nearer to what is exact. The
/// deviations of all figures together are therefore at most the sum of 2*f*(1 − *f*) steps, *f*
/// being the fraction of a step that a figure has, as if chance rounded each by its fraction. One
/// figure may be pinned to the nearest of its neighbours; along its paths the others give way.
///
/// Source: B. D. Causey, L. H. Cox, L. R. Ernst, Applications of transportation theory to
/// statistical problems, JASA 80 (1985); L. H. Cox, J. A. George, Controlled rounding for tables
/// with subtotals, Annals of Operations Research 20 (1989).
public struct RoundingNetwork: Sendable {
  private let step: PrintStep
  private var placeCount: Int32 = 0
  private var flows: [Flow] = []
  private var pinned: Int?

  /// A figure on its way from one place to another.
  private struct Flow {
    let origin: Int32
    let destination: Int32
    let fen: Int64
  }

  /// No figure yet.
  public init(step: PrintStep) {
    self.step = step
  }

  /// A new place.
  public mutating func addPlace() -> Int32 {
    placeCount += 1
    return placeCount - 1
  }

  /// A new figure.
  ///
  /// - Parameter fen: May be negative; at each place, what comes from others equals what goes.
  /// - Returns: The number of the figure, from 0.
  public mutating func addFigure(_ fen: Int64, from origin: Int32, to destination: Int32) -> Int {
    precondition(origin != destination, "a figure leads somewhere")
    flows.append(Flow(origin: origin, destination: destination, fen: fen))
    return flows.count - 1
  }

  /// Has a figure printed as the nearest of its neighbours, half away from zero; one can be.
  public mutating func pin(_ figure: Int) {
    precondition(pinned == nil, "two figures might not both be the nearest")
    pinned = figure
  }

  /// The printed figures, in the order in which they were added, in steps.
  ///
  /// It depends on the figures and their order only.
  ///
  /// - Complexity: O(*n* × *l*) for *n* figures and closed paths of *l* figures; memory O(*n*).
  public func printed() -> [Int64] {
    var search = ClosedPaths(
      step: step.fen, ends: flows.map { ($0.origin, $0.destination) },
      rests: flows.map { step.rest($0.fen) }, placeCount: Int(placeCount),
      pinned: pinned.map { figure in
        let fen = flows[figure].fen
        return (figure, step.nearest(fen) > step.below(fen))
      })
    search.settleAll()
    return flows.indices.map { figure in
      step.below(flows[figure].fen) + (search.rests[figure] == step.fen ? 1 : 0)
    }
  }
}
