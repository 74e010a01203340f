#pragma once
#include <utility>
#include <vector>

#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// Groups `items` by owner(item), keeping their order; `place[i]` is where item i went.
template <class T, class Owner>
mpi::ByRank<T> group(const std::vector<T>& items, int ranks, Owner&& owner,
                     std::vector<std::int64_t>* place = nullptr) {
  mpi::ByRank<T> grouped;
  grouped.offsets.assign(ranks + 1, 0);
  std::vector<int> destination(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    destination[i] = owner(items[i]);
    ++grouped.offsets[destination[i] + 1];
  }
  std::partial_sum(grouped.offsets.begin(), grouped.offsets.end(), grouped.offsets.begin());
  std::vector<std::int64_t> next(grouped.offsets.begin(), grouped.offsets.end() - 1);
  grouped.values.resize(items.size());
  if (place) place->resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto to = next[destination[i]]++;
    grouped.values[to] = items[i];
    if (place) (*place)[i] = to;
  }
  return grouped;
}

/// Collective. Sends every item to the rank owner(item); returns what arrives, in the order of the
/// senders.
template <class T, class Owner>
std::vector<T> send(MPI_Comm communicator, const std::vector<T>& items, Owner&& owner) {
  auto grouped = group(items, mpi::size_of(communicator), owner);
  return mpi::all_to_all(communicator, grouped).values;
}

/// Collective. Puts every question to the rank owner(question), which answers all it got with
/// reply(questions) -> one Answer each; returns the answers in the order of the questions.
template <class Answer, class Question, class Owner, class Reply>
std::vector<Answer> ask(MPI_Comm communicator, const std::vector<Question>& questions,
                        Owner&& owner, Reply&& reply) {
  std::vector<std::int64_t> place;
  mpi::ByRank<Answer> replies;
  {
    const auto outgoing = group(questions, mpi::size_of(communicator), owner, &place);
    auto incoming = mpi::all_to_all(communicator, outgoing);
    replies.offsets = incoming.offsets;
    replies.values = reply(std::as_const(incoming.values));
  }
  const auto returned = mpi::all_to_all(communicator, replies).values;
  std::vector<Answer> answers(questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) answers[i] = returned[place[i]];
  return answers;
}

}  // namespace freshet
