  // Put into class Proof by run.sh: a line whose ≤ and = a switch exchanges.
  template <int n>
  Proof& le(mutation::Switch<n>, Real value, const Claim& claim, std::string_view reason) {
    return mutation::on(n) ? eq(std::move(value), claim, reason) : le(std::move(value), claim, reason);
  }
  template <int n>
  Proof& eq(mutation::Switch<n>, Real value, const Claim& claim, std::string_view reason) {
    return mutation::on(n) ? le(std::move(value), claim, reason) : eq(std::move(value), claim, reason);
  }
