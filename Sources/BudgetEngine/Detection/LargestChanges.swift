import BudgetDomain
import BudgetRules

extension Array {
  /// The elements of the greatest size, as many as are listed of one submission, in their order; of
  /// equal ones the first. Nobody reads more of one unit, and every two of them may be compared.
  func largest(by size: (Element) -> UInt64) -> [Element] {
    guard count > FindingsAreFew.mostListed else { return self }
    let sizes = map(size)
    return indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
      .prefix(FindingsAreFew.mostListed).sorted().map { self[$0] }
  }
}

extension Anomaly {
  /// The same anomaly, which says how many more subjects of a unit were not looked at.
  func leavingOut(_ count: Int, of unit: String) -> Anomaly {
    var anomaly = self
    anomaly.suggestion = (suggestion ?? "") + "(单位 \(unit) 这样的科目过多,另有 \(count) 个未逐一核对。)"
    return anomaly
  }
}
