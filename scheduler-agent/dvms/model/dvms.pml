/*
 * The ring protocol of docs/dvms.md, for Spin 6.5. `check`, beside this file, says with which settings it is explored.
 *
 * N nodes at positions 0..N-1, clockwise; two of them may have a problem (nodes 0 and I1); one executor. Inlines are named
 * after the rules of docs/dvms.md; an inline onX is the row of message X in its table, one alternative a cell.
 *
 * What each name of the code is here. A test compares both columns with the code and with this file.
 *
 *   name in the code       here          what stands for it
 *   message Join           JOIN          onJoin
 *   message Granted        GRANTED       onGranted
 *   message Busy           BUSY          onBusy
 *   message Release        RELEASE       onRelease
 *   message Renew          RENEW         onRenew
 *   message NotMine        NOTMINE       onNotMine
 *   message Claim          CLAIM         onClaim
 *   message Answer         ANSWER        onAnswer
 *   message Accepted       ACCEPTED      onAccepted
 *   message Refused        REFUSED       onRefused
 *   message Finished       FINISHED      onFinished
 *   message Changed        CHANGED       onChanged
 *   message Status         STATUS        onStatus
 *   message Plan           PUBLISH       a message of `decisions` with an ISP
 *   message Query          QUERY         a message of `decisions` without
 *   message Solve          -             any outcome of a solve, at any time, at the leader itself
 *   message Solved         -             the same
 *   state Waking           WAKING        with the quiet time over as soon as the executor has answered, or any time later
 *   state Free             FREE
 *   state Member           MEMBER
 *   state Leader           LEAD
 *   state Executing        EXEC
 *   state Left             -             a waking node passes on just the same
 *   phase Asking           ASKING
 *   phase Solving          SOLVING
 *   phase Claiming         CLAIMING
 *   phase Publishing       PUBLISHING
 *   timer ASK              tAsk
 *   timer RENEW            tRenew        from a budget, RENEWS; leases of led ISPs end early from a budget only
 *   timer LEASE            tLease
 *   timer SOLVE            -             a solve has any outcome at any time
 *   timer WAIT             tWait
 *   timer PROMISE          tPromise
 *   timer PUBLISH          tPublish
 *   timer POLL             tPoll
 *   timer QUIET            -             see Waking
 *   timer DEADLINE         tDeadline     from the budget EARLY
 *   timer AGAIN            -             a free node may start at any time; ATTEMPTS bounds how often
 *   input Begin            crash         a crash is a Begin without an orderly hand-over
 *   input TriggerOn        start
 *   input TriggerOff       vanish
 *   input Proposed         solves        SOLVED, with any outcome
 *   input DemandsChanged   vanish        as far as it ends the problem
 *   input MembershipChanged -            one view, which does not change
 *   input Gone             -             the same
 *   input DrainMe          -             no classes of problems: all relieve
 *   input Stop             -
 *   input HandOver         -             a crash does as much harm
 *   input ModeChanged      -
 *
 * Left out, besides: maxMembers, back-off, views that differ, actions inside a plan, more than two nodes with a problem, ISPs for what
 * is no overload yet (they fail where others ask on or claim).
 *
 * Time: a timer fires when nothing else can happen (Spin's timeout), or early, from a budget.
 * Budgets, all 0 unless set: LOSS letters lost; DUP letters repeated, at any later time; CRASH agents that lose what they know,
 * also in the middle of their releases, also leaving a last plan behind; EARLY timers other than leases that fire early (the
 * deadline too); LEASES that end early; CHANGE nodes changed by hand, whose problem may be gone by it; RENEWS.
 * Settings: N, I1, ATTEMPTS of each initiator, OLD the initiator that is older (2: either), ONE only node 0 has a problem,
 * VANISH 1: overloads may vanish, PARTIAL plans for a part, PATIENCE: plans are kept
 * while a better one is asked for, RETRY: who yielded tries again without end, HOPS of a request,
 * EAGER: a promise to an ISP that has ended lapses at any moment, ONLY_ASKS: no other timer than ASK fires early.
 * EXCLUSIVE asserts I5: no plan is refused and no two leaders list one node. It holds without CRASH, LEASES and CHANGE.
 * FLAW_... puts an error in; `check` says what each is.
 */
#ifndef N
#define N 3
#endif
#ifndef I1
#define I1 1
#endif
#ifndef ATTEMPTS
#define ATTEMPTS 1
#endif
#ifndef OLD
#define OLD 0
#endif
#ifndef HOPS
#define HOPS 1
#endif
#ifndef VANISH
#define VANISH 0
#endif
#ifndef LOSS
#define LOSS 0
#endif
#ifndef DUP
#define DUP 0
#endif
#ifndef CRASH
#define CRASH 0
#endif
#ifndef EARLY
#define EARLY 0
#endif
#ifndef LEASES
#define LEASES 0
#endif
#ifndef CHANGE
#define CHANGE 0
#endif
#ifndef RENEWS
#define RENEWS 0
#endif
#define CAP 7                   /* letters in an inbox; that it is enough is asserted */

/* ---- names ---- */
#define WAKING 0
#define FREE   1
#define MEMBER 2
#define LEAD   3
#define EXEC   4

#define ASKING     1
#define SOLVING    2
#define CLAIMING   3
#define PUBLISHING 4

/* letters: kind, ISP it is about, round, x, y, z */
#define JOIN     1              /* x: members, y: hops left + 16 if merging, z: met */
#define GRANTED  2              /* x: node, y: its fence, z: met */
#define BUSY     3              /* x: next, z: met */
#define RELEASE  4              /* round: up to, x: for which ISP */
#define RENEW    5              /* x: members */
#define NOTMINE  6              /* x: node */
#define CLAIM    7              /* the ISP is the claimed one; x: the claiming one */
#define ANSWER   8              /* the ISP is the claiming one; x: the claimed one, y: verdict */
#define ACCEPTED 9              /* y: fence */
#define REFUSED  10
#define FINISHED 11             /* y: fence */
#define CHANGED  12             /* y: fence */
#define STATUS   13             /* the ISP that holds the node or 0, y: fence */

#define LATER   0
#define YIELDED 1
#define OLDER   2

#define QUERY 0                 /* in `decisions`, instead of an ISP */

/* ---- sets of nodes and of ISPs are masks; ISPs are numbered from 1, those of one initiator in a row ---- */
#define B(k)       (1<<(k))
#define initiator(i) (((i)-1)/ATTEMPTS)
#define leaderOf(i)  (initiator(i)==0 -> 0 : I1)
#define next(p)    (((p)+1)%N)
#define beyond(home,p) (((p)+N-(home))%N)       /* how far clockwise from home */
#define leads(n,i) (st[n]==LEAD && isp[n]==(i))
#ifdef FLAW_NO_AGE
#define older(a,b) ((b)==0 || ((a)!=0 && initiator(a)!=initiator(b)))
#else
#define older(a,b) ((b)==0 || ((a)!=0 && age[a]<age[b]))
#endif

chan inbox[N] = [CAP] of { byte,byte,byte,byte,byte,byte };
chan decisions = [4] of { byte,byte,byte,byte,byte,byte };  /* ISP, nodes, their fences; or QUERY, node */

/* ---- agents ---- */
byte st[N], isp[N], fence[N], wanted[N];
byte grantRound[N], partition[N];               /* of a member */
bit  trigger[2];                                /* the node has a problem, as far as its agent knows */
/* ---- leaders: of node 0 and of node I1 ---- */
byte phase[2], round[2], members[2], met[2], cursor[2], open[2];
bit  repeated[2], merging[2], yielded[2];
typedef Fences { byte f[4] }; Fences known[2];  /* of the members */
byte best[2];                                   /* members on whose states the plan rests that is kept; 0: none */
bit  whole[2];                                  /* that plan is for the whole problem */
byte touches[2];                                /* members with which that plan does something */
byte earlier[2];                                /* round of a solve that was given up for newer states and is not back yet */
bit  led[2];                                    /* executing the plan that it leads */
byte opened[2];
byte birth[2], age[1+2*ATTEMPTS], births;
/* ---- the executor ---- */
byte F[4], holds[4];                            /* fence of a node; the ISP whose plan holds it */
byte decided[1+2*ATTEMPTS], planned[1+2*ATTEMPTS];
#define ACCEPTS  1
#define ENDS     2
#define REFUSES  3
byte partial;                                   /* ISPs whose plan is for a part */
bit  overloaded[2];                             /* the truth about nodes 0 and I1 */
/* ---- ghosts ---- */
byte gave[1+2*ATTEMPTS];                        /* who ever granted itself to the ISP */
byte ended;                                     /* ISPs whose end was said */
/* ---- what may still go wrong ---- */
byte losses=LOSS, dups=DUP, crashes=CRASH, early=EARLY, leases=LEASES, changes=CHANGE, renews=RENEWS;
bit  vanishes;
byte late_t, late_to, late_i, late_r, late_x, late_y, late_z;   /* the repeated letter, under way */
hidden byte k_, j_, n_, z_, in_, fresh_;
#ifdef FLAW_KEPT_FOR_GOOD
bit outdated[2];                                /* ghost: the best plan rests on what is no more */
#endif

/* Invariant n of docs/dvms.md. That "&& n" makes no difference but in what the verifier prints, where `check` reads it. */
#define invariant(n,condition) assert((condition) && n)

#define send(to,m,i,r,x,y,z) assert(len(inbox[to])<CAP); inbox[to]!m,i,r,x,y,z

/* Timers that surely fire before an endless row of T_wait does: time passes in every turn. */
#define due(n) (st[n]==WAKING || (st[n]==EXEC && holds[n]!=isp[n]) || \
                (st[n]==MEMBER && !leads(leaderOf(isp[n]),isp[n])) || \
                (st[n]==FREE && wanted[n]!=0 && !leads(leaderOf(wanted[n]),wanted[n])))
#define othersWait (!due(0) && !due(1) && !due(2) && (N<4 || !due(N-1)) && \
                phase[0]!=PUBLISHING && phase[1]!=PUBLISHING && phase[0]!=ASKING && phase[1]!=ASKING)

/* ==== how an ISP ends (Ending) ==== */

/* An end is said once. */
inline said(i) {
#ifdef RETRY
  skip
#else
  invariant(6,!(ended&B(i))); ended=ended|B(i)
#endif
}
inline forget(a) {
#ifndef RETRY
  round[a]=0;
#endif
  phase[a]=0; members[a]=0; met[a]=0; cursor[a]=0; open[a]=0; repeated[a]=0; merging[a]=0; yielded[a]=0; best[a]=0; whole[a]=0; touches[a]=0; earlier[a]=0;
  known[a].f[0]=0; known[a].f[1]=0; known[a].f[2]=0; known[a].f[3]=0
}
inline wantedBy(me,i) { if :: i!=0 && older(i,wanted[me]) -> wanted[me]=i :: else fi }
inline free(me) { st[me]=FREE; isp[me]=0; grantRound[me]=0; partition[me]=0 }
/* END: to each other member a Release, which may promise it to an ISP */
inline END(me,a,for_) {
  said(isp[me]);
  k_=0;
  do
  :: k_<N -> if :: k_!=me && (members[a]&B(k_)) -> send(k_,RELEASE,isp[me],round[a],for_,0,0) :: else fi; k_++
  :: else -> break
  od;
#ifdef RETRY
  if :: for_!=0 -> opened[a]=opened[a]-1 :: else fi;    /* the same number once more, its rounds go on */
#endif
  wantedBy(me,for_); forget(a); free(me)
}
/* the plan that it leads is over */
inline conclude(me,a) { if :: a<2 && led[a] -> said(isp[me]); led[a]=0 :: else fi }
/* the plan holds this node */
inline begin(me,i) { st[me]=EXEC; isp[me]=i; grantRound[me]=0; partition[me]=0 }

/* ==== how a leader asks its way round (Requesting) ==== */

/* First out: the first position at or after p that is no member, or home. */
inline firstOut(p,mask,home) {
  n_=p;
  do
  :: n_!=home && ((mask)&B(n_)) -> n_=next(n_)
  :: else -> break
  od
}
inline ask(me,a,hops) {
  invariant(8,trigger[a]);                              /* nobody is asked without a reason */
  send(cursor[a],JOIN,isp[me],round[a],members[a],hops+16*merging[a],0)
}
inline request(me,a) {
  round[a]=round[a]+1;
#ifdef RETRY
  invariant(6,round[a]<40);                             /* two that yield to each other for ever ask for ever */
#endif
  phase[a]=ASKING; cursor[a]=n_; repeated[a]=0; earlier[a]=0; ask(me,a,HOPS) }
/* TURN: all were asked. If others hold nodes, claim them; else there is nobody left. */
inline TURN(me,a) {
  met[a]=met[a]&(~B(isp[me])); cursor[a]=me; repeated[a]=0; earlier[a]=0;
  if
  :: met[a]==0 || whole[a] -> FAIL(me,a)
  :: else ->
     merging[a]=1; phase[a]=CLAIMING; open[a]=met[a]; met[a]=0; yielded[a]=0;
     j_=1;
     do
     :: j_<=2*ATTEMPTS -> if :: open[a]&B(j_) -> send(leaderOf(j_),CLAIM,j_,0,isp[me],0,0) :: else fi; j_++
     :: else -> break
     od
  fi
}
#ifdef FLAW_VANISHED_IGNORED
#define goneAway(a) false
#else
#define goneAway(a) (!trigger[a])
#endif
/* NEXT: the first out at or after `from` */
inline NEXT(me,a,from) {
  if
  :: goneAway(a) -> END(me,a,0)                         /* a success: the problem went away */
  :: else ->
     firstOut(from,members[a],me);
     if
     :: n_==me -> TURN(me,a)
     :: else -> request(me,a)
     fi
  fi
}
inline NEWTURN(me,a) {
  met[a]=0; open[a]=0; yielded[a]=0;
  if
  :: goneAway(a) -> END(me,a,0)
  :: else ->
     firstOut(next(me),members[a],me);
     if
     :: n_==me -> FAIL(me,a)                            /* it holds the whole ring */
     :: else -> request(me,a)
     fi
  fi
}
/* the same request, to be answered by the very node that is asked */
inline askAgain(me,a) {
  if
#ifndef FLAW_ASKS_AGAIN_UNCHECKED
  :: goneAway(a) -> END(me,a,0)
#endif
  :: else -> repeated[a]=1; ask(me,a,0)
  fi
}

/* ==== how it comes to a plan (Deciding) ==== */

inline sendPlan(me,a) {
  if :: nfull(decisions) -> decisions!isp[me],members[a],known[a].f[0],known[a].f[1],known[a].f[2],known[a].f[3]
     :: full(decisions) -> skip fi                      /* T_publish repeats it */
}
inline PUBLISH(me,a) {
#ifdef REACH_MERGED
  invariant(0,!(merging[a] && members[a]==B(N)-1));     /* is there a plan for a ring that was merged? */
#endif
  /* the members that the plan does not touch are released */
  k_=0;
  do
  :: k_<N ->
     if
     :: k_!=me && (members[a]&B(k_)) && !(touches[a]&B(k_)) -> members[a]=members[a]&(~B(k_)); send(k_,RELEASE,isp[me],round[a],0,0,0)
     :: else
     fi; k_++
  :: else -> break
  od;
  touches[a]=0;
  phase[a]=PUBLISHING; earlier[a]=0; best[a]=0; whole[a]=0; repeated[a]=0; sendPlan(me,a) }
/* FAIL: the plan that is kept is carried out, if there is one; what failed and is tried again is a younger problem */
inline FAIL(me,a) {
  if
  :: best[a]!=0 ->
     if :: !whole[a] -> partial=partial|B(isp[me]) :: else fi;
#ifdef FLAW_KEPT_FOR_GOOD
     invariant(2,!outdated[a]);
#endif
     PUBLISH(me,a)
  :: else ->
#if ATTEMPTS>1
     birth[a]=births; births=births+1;
#endif
     END(me,a,0)
  fi
}
/* a member's state is not what it was, or it is a member no more: what rests on it falls */
inline fallen(who,a,whose) {
#ifdef FLAW_KEPT_FOR_GOOD
  if :: best[a]&B(whose) -> outdated[a]=1 :: else fi;
#else
  if :: best[a]&B(whose) -> best[a]=0; whole[a]=0; touches[a]=0 :: else fi;
#endif
  if
  :: phase[a]==SOLVING && goneAway(a) -> END(who,a,0)
  :: phase[a]==SOLVING && !goneAway(a) ->               /* solved again, in a round of its own */
     earlier[a]=round[a];
#ifndef FLAW_SOLVES_IN_SAME_ROUND
     round[a]=round[a]+1
#endif
  :: else
  fi
}
inline remove(me,a,n) { members[a]=members[a]&(~B(n)); known[a].f[n]=0; fallen(me,a,n) }

/* ==== letters from agents ==== */

inline GRANT(me,i,r,x,z) {
  st[me]=MEMBER; isp[me]=i; grantRound[me]=r; partition[me]=x|B(me); gave[i]=gave[i]|B(me);
  send(leaderOf(i),GRANTED,i,r,me,fence[me],z)
}
/* who holds this node, or whom it is promised to; 0 if nobody */
#define holder(me) (st[me]==FREE -> wanted[me] : (st[me]==WAKING -> 0 : isp[me]))
inline PASS(me,a,i,r,x,y,z) {
  z_=z;
  if :: holder(me)!=0 && holder(me)!=i -> z_=z|B(holder(me)) :: else fi;
#ifdef FLAW_FIRST_OUT_STORED
  n_=next(me); if :: n_==leaderOf(i) -> n_=next(n_) :: else fi;
  if :: n_==me -> n_=leaderOf(i) :: else fi;
  if :: n_!=leaderOf(i) -> send(n_,JOIN,i,r,x,y,z_) :: else -> send(leaderOf(i),BUSY,i,r,n_,0,z_) fi;
#else
  in_=x;                                                /* the request's members, and the holder's as known here */
  if :: st[me]==MEMBER -> in_=x|partition[me] :: st[me]==EXEC -> in_=x|planned[isp[me]]
     :: st[me]==LEAD -> in_=x|members[a] :: else fi;
  firstOut(next(me),in_,leaderOf(i));
  if
  :: (y&15)>0 && n_!=leaderOf(i) -> send(n_,JOIN,i,r,x,y-1,z_)
  :: else -> send(leaderOf(i),BUSY,i,r,n_,0,z_)
  fi;
#endif
  if :: (y&16) && !(st[me]!=FREE && isp[me]==i) -> wantedBy(me,i) :: else fi
}
inline onJoin(me,a,i,r,x,y,z) {
  if
  :: me==leaderOf(i) -> skip                            /* came home: the leader counts from Busy */
#ifdef FLAW_BUSY_GRANTS
  :: me!=leaderOf(i) && st[me]==MEMBER && isp[me]!=i -> wanted[me]=0; GRANT(me,i,r,x,z)
#endif
#ifdef FLAW_SWALLOWS
  :: me!=leaderOf(i) && (st[me]==EXEC || st[me]==WAKING) -> skip
#endif
  :: me!=leaderOf(i) && st[me]==FREE && (wanted[me]==0 || wanted[me]==i || older(i,wanted[me])) ->
     wanted[me]=0; GRANT(me,i,r,x,z)
#ifndef FLAW_ROUND_GOES_BACK
  :: me!=leaderOf(i) && st[me]==MEMBER && isp[me]==i && r<grantRound[me] -> skip
#endif
  :: me!=leaderOf(i) && st[me]==MEMBER && isp[me]==i && !(x&B(me)) -> GRANT(me,i,r,x,z)
  :: else -> PASS(me,a,i,r,x,y,z)
  fi
}
/* whom leader a at that node counts on; not once its plan is over, though it has not heard so yet */
#define counted(a,node) (phase[a]==PUBLISHING && decided[isp[node]]==ENDS -> 0 : members[a])
inline onGranted(me,a,i,r,x,y,z) {
  if
  :: leads(me,i) && (members[a]&B(x)) ->
     if :: y>known[a].f[x] && phase[a]!=PUBLISHING -> known[a].f[x]=y; fallen(me,a,x) :: else fi
  :: leads(me,i) && phase[a]==ASKING && r==round[a] && !(members[a]&B(x)) ->
     if
     :: goneAway(a) -> send(x,RELEASE,i,r,0,0,0); END(me,a,0)
     :: else ->
        invariant(9,beyond(me,x)>=beyond(me,cursor[a]));
        members[a]=members[a]|B(x); known[a].f[x]=y; met[a]=met[a]|z; cursor[a]=x; repeated[a]=0; phase[a]=SOLVING;
#ifdef EXCLUSIVE
        invariant(5,(counted(0,0)&counted(1,I1))==0);
#endif
     fi
#ifndef FLAW_LATE_GRANT_RELEASES
  :: st[me]==EXEC && isp[me]==i && (planned[i]&B(x)) -> skip
#endif
  :: else -> send(x,RELEASE,i,r,0,0,0)                  /* given back */
  fi
}
inline onBusy(me,a,i,r,x,z) {
  if
  :: leads(me,i) && phase[a]==ASKING && r==round[a] ->
     invariant(9,x==me || beyond(me,x)>beyond(me,cursor[a]));   /* strictly clockwise */
     met[a]=met[a]|z;
     NEXT(me,a,x)
  :: else
  fi
}
inline onRelease(me,i,r,x) {
  if
#ifdef FLAW_RELEASES_ANY
  :: st[me]==MEMBER -> free(me); wantedBy(me,x)
#else
  :: st[me]==MEMBER && isp[me]==i && grantRound[me]<=r ->
#ifdef EXCLUSIVE
     invariant(5,!leads(leaderOf(i),i) || !(members[initiator(i)]&B(me)));      /* its leader does not count on it any more */
#endif
     free(me); wantedBy(me,x)
#endif
  :: else
  fi
}
inline onRenew(me,i,x) {
  if
  :: st[me]==MEMBER && isp[me]==i -> partition[me]=x
  :: st[me]==EXEC && isp[me]==i -> skip
  :: else -> send(leaderOf(i),NOTMINE,i,0,me,0,0)
  fi
}
inline onNotMine(me,a,i,x) {
  if
  :: leads(me,i) && phase[a]!=PUBLISHING && (members[a]&B(x)) && x!=me ->
     send(x,RELEASE,i,round[a],0,0,0); remove(me,a,x)
  :: else
  fi
}
inline onClaim(me,a,i,x) {
  if
  :: leads(me,i) && merging[a] && phase[a]!=PUBLISHING && older(x,i) -> send(leaderOf(x),ANSWER,x,0,i,YIELDED,0); END(me,a,x)
  :: leads(me,i) && merging[a] && phase[a]!=PUBLISHING && !older(x,i) -> send(leaderOf(x),ANSWER,x,0,i,OLDER,0)
#ifdef FLAW_CLAIM_DROPPED
  :: else -> skip
#else
  :: else -> send(leaderOf(x),ANSWER,x,0,i,LATER,0)
#endif
  fi
}
inline onAnswer(me,a,i,x,y) {
  if
  :: leads(me,i) && phase[a]==CLAIMING && y==OLDER && older(x,i) ->
#ifndef FLAW_OLDER_NOT_TOLD
     send(leaderOf(x),ANSWER,x,0,i,YIELDED,0);
#endif
     END(me,a,x)
  :: leads(me,i) && phase[a]==CLAIMING && !(y==OLDER && older(x,i)) ->
     open[a]=open[a]&(~B(x));
     if :: y==YIELDED -> yielded[a]=1 :: else fi;
     if :: open[a]==0 && yielded[a] -> NEWTURN(me,a) :: else fi
  :: else
  fi
}

/* ==== letters from the executor ==== */

/* FENCE: fresh_, and if so fence and placement are taken */
inline FENCE(me,a,y) {
  fresh_=(y>fence[me]);
  if :: fresh_ -> fence[me]=y; if :: a<2 && !overloaded[a] -> trigger[a]=0 :: else fi :: else fi
}
/* a plan holds this node */
inline taken(me,a,i) {
  if
  :: st[me]==MEMBER && isp[me]!=i -> send(leaderOf(isp[me]),NOTMINE,isp[me],0,me,0,0)
  :: st[me]==LEAD && phase[a]==PUBLISHING && isp[me]==i -> forget(a); led[a]=1
  :: st[me]==LEAD && !(phase[a]==PUBLISHING && isp[me]==i) -> END(me,a,0)
  :: st[me]==EXEC -> conclude(me,a)
  :: else
  fi;
  begin(me,i)
}
/* the state that a leader counts on is not this node's any more */
inline changed(me,a) {
  if
  :: st[me]==MEMBER -> send(leaderOf(isp[me]),GRANTED,isp[me],grantRound[me],me,fence[me],0)
  :: st[me]==LEAD && phase[a]!=PUBLISHING -> known[a].f[me]=fence[me]; fallen(me,a,me)
  :: else
  fi
}
#ifdef FLAW_AWAITED_IS_OLD
#define awaited_ fresh_
#else
#define awaited_ true           /* the end of the plan that this leader waits to hear of is not old, whatever its fence */
#endif
inline onAccepted(me,a,i,y) { FENCE(me,a,y); if :: fresh_ -> taken(me,a,i) :: else fi }
inline onFinished(me,a,i,y) {
  FENCE(me,a,y);
  if
  :: awaited_ && st[me]==LEAD && phase[a]==PUBLISHING && isp[me]==i -> said(i); forget(a); free(me)
  :: fresh_ && st[me]==EXEC -> conclude(me,a); free(me)
  :: fresh_ && (st[me]==WAKING || (st[me]==MEMBER && isp[me]==i)) -> free(me)
  :: fresh_ && ((st[me]==MEMBER && isp[me]!=i) || (st[me]==LEAD && phase[a]!=PUBLISHING)) -> changed(me,a)
  :: else
  fi
}
inline onChanged(me,a,y) { FENCE(me,a,y); if :: fresh_ -> changed(me,a) :: else fi }
inline onStatus(me,a,i,y) {
  FENCE(me,a,y);
  if
#ifdef FLAW_STATUS_IS_OLD
  :: !fresh_ && st[me]!=WAKING -> skip
#endif
  :: y<fence[me] -> skip
  :: y>=fence[me] && i!=0 && st[me]==EXEC && isp[me]==i -> skip
  :: y>=fence[me] && i!=0 && !(st[me]==EXEC && isp[me]==i) -> taken(me,a,i)
  :: y>=fence[me] && i==0 && st[me]==EXEC -> conclude(me,a); free(me)
  :: y>=fence[me] && i==0 && st[me]==WAKING -> free(me)
  :: else -> changed(me,a)
  fi
}
/* END(withdrawn): tried again with its age */
inline onRefused(me,a,i) {
#ifdef REACH_REFUSED
  invariant(0,false);
#endif
  if :: leads(me,i) && phase[a]==PUBLISHING -> END(me,a,0) :: else fi }

inline handle(me,a,t,i,r,x,y,z) {
  if
  :: t==JOIN     -> onJoin(me,a,i,r,x,y,z)
  :: t==GRANTED  -> onGranted(me,a,i,r,x,y,z)
  :: t==BUSY     -> onBusy(me,a,i,r,x,z)
  :: t==RELEASE  -> onRelease(me,i,r,x)
  :: t==RENEW    -> onRenew(me,i,x)
  :: t==NOTMINE  -> onNotMine(me,a,i,x)
  :: t==CLAIM    -> onClaim(me,a,i,x)
  :: t==ANSWER   -> onAnswer(me,a,i,x,y)
  :: t==ACCEPTED -> onAccepted(me,a,i,y)
  :: t==FINISHED -> onFinished(me,a,i,y)
  :: t==CHANGED  -> onChanged(me,a,y)
  :: t==STATUS   -> onStatus(me,a,i,y)
  :: t==REFUSED  -> onRefused(me,a,i)
  fi
}

/* ==== from inside, and timers ==== */

inline start(me,a) {
  st[me]=LEAD; isp[me]=1+a*ATTEMPTS+opened[a]; opened[a]=opened[a]+1; age[isp[me]]=birth[a];
  members[a]=B(me); known[a].f[me]=fence[me]; gave[isp[me]]=gave[isp[me]]|B(me);
  NEXT(me,a,next(me))
}
#define undecided(me,a) (st[me]==LEAD && phase[a]!=PUBLISHING)
/* the samples show no problem any more */
inline vanish(me,a) {
  overloaded[a]=0; trigger[a]=0;
#ifndef FLAW_VANISHED_IGNORED
  if :: undecided(me,a) -> END(me,a,0) :: else fi
#endif
}
inline query(me) { if :: nfull(decisions) -> decisions!QUERY,me,0,0,0,0 :: full(decisions) -> skip fi }
/* the agent begins anew and asks the executor; the next samples tell of a problem */
inline crash(me,a) {
  free(me); st[me]=WAKING; wanted[me]=0; fence[me]=0;
  if :: a<2 -> forget(a); led[a]=0; trigger[a]=overloaded[a] :: else fi;
  query(me)
}
inline tAsk(me,a) { if :: repeated[a] -> NEXT(me,a,next(cursor[a])) :: else -> askAgain(me,a) fi }
inline tWait(me,a) { NEWTURN(me,a) }
inline tDeadline(me,a) { FAIL(me,a) }
inline tPublish(me,a) { sendPlan(me,a) }
inline tLease(me) { free(me) }
inline tPromise(me) { wanted[me]=0 }
inline tPoll(me) { query(me) }
inline tRenew(me,a) {
  k_=0;
  do
  :: k_<N -> if :: k_!=me && (members[a]&B(k_)) -> send(k_,RENEW,isp[me],round[a],members[a],0,0) :: else fi; k_++
  :: else -> break
  od; k_=0
}
#define asks(a)    (a<2 && st[me]==LEAD && phase[a]==ASKING)
/* the member that joined last, and whether a plan may do without these members */
#define NEWEST(a)  (B(cursor[a])&members[a])
#define spares(me,a,m) (((m)&(~B(me)))!=0 && !(overloaded[0] && ((m)&(~B(me))&1)) && !(overloaded[1] && ((m)&(~B(me))&B(I1))))
#define solves(a)  (a<2 && st[me]==LEAD && phase[a]==SOLVING)
#define claims(a)  (a<2 && st[me]==LEAD && phase[a]==CLAIMING)
#define publishes(a) (a<2 && st[me]==LEAD && phase[a]==PUBLISHING)
#define abandoned  (st[me]==MEMBER && !leads(leaderOf(isp[me]),isp[me]))
#define promised   (st[me]==FREE && wanted[me]!=0)
#define waitsForTurn(i) (leads(leaderOf(i),i) && phase[initiator(i)]==CLAIMING)

/* One agent. a: 0 or 1 where it may initiate, else 2. */
proctype Agent(byte me; byte a) {
  byte t,i,r,x,y,z;
end:
  do
  :: d_step { inbox[me]?t,i,r,x,y,z -> handle(me,a,t,i,r,x,y,z); t=0;i=0;r=0;x=0;y=0;z=0 }

  :: d_step { a<2 && st[me]==FREE && wanted[me]==0 && trigger[a] && opened[a]<ATTEMPTS -> start(me,a) }
  :: d_step { a<2 && vanishes && trigger[a] && undecided(me,a) -> vanish(me,a) }
  :: atomic { a<2 && trigger[a] && !overloaded[a] && timeout -> d_step { vanish(me,a) } }

  /* SOLVED: any outcome */
  :: d_step { solves(a) -> NEXT(me,a,next(cursor[a])) }                 /* no plan, or not enough room to look for one */
  /* a plan touches all members, the newest alone, or the others; and whoever has a problem, as it relieves every member */
  :: d_step { solves(a) && trigger[a] -> touches[a]=members[a]; PUBLISH(me,a) }
  :: d_step { solves(a) && trigger[a] && spares(me,a,members[a]&(~NEWEST(a))) -> touches[a]=NEWEST(a); PUBLISH(me,a) }
  :: d_step { solves(a) && trigger[a] && spares(me,a,NEWEST(a)) -> touches[a]=members[a]&(~NEWEST(a)); PUBLISH(me,a) }
  :: d_step { solves(a) && !trigger[a] -> END(me,a,0) }                 /* as the solver sees it, or the samples */
#if ATTEMPTS>1
  :: d_step { solves(a) && trigger[a] -> END(me,a,0) }                  /* nothing to do, says the solver */
#endif
#ifdef PARTIAL
  :: d_step { solves(a) && trigger[a] && !whole[a] -> best[a]=members[a]; touches[a]=members[a]; NEXT(me,a,next(cursor[a])) }
  :: d_step { solves(a) && trigger[a] && !whole[a] && spares(me,a,members[a]&(~NEWEST(a))) ->
       best[a]=members[a]; touches[a]=NEWEST(a); NEXT(me,a,next(cursor[a])) }
#endif
#ifdef PATIENCE
  :: d_step { solves(a) && trigger[a] -> best[a]=members[a]; whole[a]=1; touches[a]=members[a]; NEXT(me,a,next(cursor[a])) }
  :: d_step { solves(a) && trigger[a] && spares(me,a,members[a]&(~NEWEST(a))) ->
       best[a]=members[a]; whole[a]=1; touches[a]=NEWEST(a); NEXT(me,a,next(cursor[a])) }
#endif
#ifdef FLAW_SOLVES_IN_SAME_ROUND
  /* what was computed from earlier states comes back: none of it may pass for a plan of the present round */
  :: d_step { solves(a) && earlier[a]!=0 -> invariant(2,earlier[a]!=round[a]); earlier[a]=0 }
#endif
#ifdef FLAW_ONE_SIDED_JOIN
  :: d_step { asks(a) -> members[a]=members[a]|B(cursor[a]); known[a].f[cursor[a]]=F[cursor[a]]; phase[a]=SOLVING }
#endif

#ifndef FLAW_NO_ASK_TIMER
  :: atomic { asks(a) && timeout -> d_step { tAsk(me,a) } }
#endif
#ifndef FLAW_NO_WAIT_TIMER
  :: atomic { claims(a) && othersWait && timeout -> d_step { tWait(me,a) } }
#endif
#ifndef FLAW_NO_PUBLISH_TIMER
  :: atomic { publishes(a) && timeout -> d_step { tPublish(me,a) } }
#endif
#ifndef FLAW_NO_LEASE
  :: atomic { abandoned && timeout -> d_step { tLease(me) } }
#endif
#ifndef FLAW_NO_PROMISE_TIMER
#ifdef FLAW_SHORT_PROMISE
  :: atomic { promised && timeout -> d_step { tPromise(me) } }
#else
#ifdef EAGER
  :: d_step { promised && !leads(leaderOf(wanted[me]),wanted[me]) -> tPromise(me) }
#endif
  /* T_promise >= T_wait + a turn: not while the ISP only waits for its next turn */
  :: atomic { promised && !waitsForTurn(wanted[me]) && timeout -> d_step { tPromise(me) } }
#endif
#endif
#ifndef FLAW_NO_POLL
  :: atomic { (st[me]==WAKING || (st[me]==EXEC && holds[me]!=isp[me])) && timeout -> d_step { tPoll(me) } }
#endif
#if EARLY>0
  :: d_step { early>0 && asks(a) -> early=early-1; tAsk(me,a) }
#ifndef ONLY_ASKS
  :: d_step { early>0 && claims(a) -> early=early-1; tWait(me,a) }
  :: d_step { early>0 && promised -> early=early-1; tPromise(me) }
  :: d_step { early>0 && a<2 && undecided(me,a) -> early=early-1; tDeadline(me,a) }
#endif
#endif
#if LEASES>0
  :: d_step { leases>0 && st[me]==MEMBER -> leases=leases-1; tLease(me) }
#endif
#if RENEWS>0
  :: d_step { renews>0 && a<2 && st[me]==LEAD && members[a]!=B(me) -> renews=renews-1; tRenew(me,a) }
#endif
#if CRASH>0
  :: d_step { crashes>0 && st[me]!=WAKING -> crashes=crashes-1; crash(me,a) }
  :: d_step { crashes>0 && solves(a) -> crashes=crashes-1; touches[a]=members[a]; PUBLISH(me,a); crash(me,a) }
  :: d_step { crashes>0 && a<2 && undecided(me,a) ->    /* in the middle of its releases */
       crashes=crashes-1; members[a]=members[a]&(B(I1)|B(2)|1); END(me,a,0); crash(me,a) }
#endif
  od
}

/* ==== the executor ==== */

/* to every node of the plan; `fence` is an expression in k */
#define toAll(m,i,value) \
  k=0; do :: k<N -> if :: planned[i]&B(k) -> send(k,m,i,0,0,value,0) :: else fi; k++ :: else -> break od; k=0

inline tellIfMoved(k,m,f) { if :: (m&B(k)) && F[k]!=f -> send(k,STATUS,holds[k],0,0,F[k],0) :: else fi }
inline refuse(i,m) {
  decided[i]=REFUSES;
#ifdef EXCLUSIVE
  invariant(5,false);
#endif
  send(leaderOf(i),REFUSED,i,0,0,0,0);
  tellIfMoved(0,m,f0); tellIfMoved(1,m,f1); tellIfMoved(2,m,f2);
#if N>3
  tellIfMoved(3,m,f3)
#endif
}
inline accept(i,m) {
  /* No plan holds a node of it; nothing happened to any since its state was read; each gave itself to this ISP. */
  invariant(1,!(m&1) || holds[0]==0); invariant(2,!(m&1) || F[0]==f0);
  invariant(1,!(m&2) || holds[1]==0); invariant(2,!(m&2) || F[1]==f1);
  invariant(1,!(m&4) || holds[2]==0); invariant(2,!(m&4) || F[2]==f2);
  invariant(1,!(m&8) || holds[3]==0); invariant(2,!(m&8) || F[3]==f3);
  invariant(3,(m&~gave[i])==0);
  decided[i]=ACCEPTS; planned[i]=m;
  k=0;
  do
  :: k<N -> if :: m&B(k) -> F[k]=F[k]+1; holds[k]=i; send(k,ACCEPTED,i,0,0,F[k],0) :: else fi; k++
  :: else -> break
  od; k=0
}
inline finish(i) {
  decided[i]=ENDS;
  if :: (planned[i]&1) && !(partial&B(i)) -> overloaded[0]=0 :: else fi;        /* a plan relieves every member */
  if :: (planned[i]&B(I1)) && !(partial&B(i)) -> overloaded[1]=0 :: else fi;
  k=0;
  do
  :: k<N -> if :: planned[i]&B(k) -> F[k]=F[k]+1; holds[k]=0; send(k,FINISHED,i,0,0,F[k],0) :: else fi; k++
  :: else -> break
  od; k=0
}
inline changeByHand(n) { changes=changes-1; F[n]=F[n]+2; send(n,CHANGED,0,0,0,F[n],0) }

#ifdef FLAW_NO_FENCE_CHECK
#define moved(k,f) false
#else
#define moved(k,f) ((m&B(k)) && (F[k]!=f || holds[k]!=0))
#endif
#define f(k) (k==0 -> f0 : (k==1 -> f1 : (k==2 -> f2 : f3)))

proctype Executor() {
  byte i,m,f0,f1,f2,f3,k;
end:
  do
  :: d_step { decisions?i,m,f0,f1,f2,f3 ->
       if
       :: i==QUERY -> send(m,STATUS,holds[m],0,0,F[m],0)
       :: i!=QUERY && decided[i]==0 ->
#ifdef REACH_PARTIAL
          invariant(0,!(partial&B(i)));
#endif
          if
          :: moved(0,f0) || moved(1,f1) || moved(2,f2) || moved(3,f3) -> refuse(i,m)
          :: else -> accept(i,m)
          fi
       /* an ISP is decided once: the same answers again */
       :: i!=QUERY && decided[i]==ACCEPTS -> toAll(ACCEPTED,i,f(k)+1)
       :: i!=QUERY && decided[i]==ENDS    -> toAll(FINISHED,i,f(k)+2)
       :: i!=QUERY && decided[i]==REFUSES -> send(leaderOf(i),REFUSED,i,0,0,0,0)
       fi; i=0;m=0;f0=0;f1=0;f2=0;f3=0 }
  :: d_step { decided[1]==ACCEPTS -> finish(1) }
  :: d_step { decided[2]==ACCEPTS -> finish(2) }
#if ATTEMPTS>1
  :: d_step { decided[3]==ACCEPTS -> finish(3) }
  :: d_step { decided[4]==ACCEPTS -> finish(4) }
#endif
#if CHANGE>0
  :: d_step { changes>0 && holds[0]==0 -> changeByHand(0) }
  :: d_step { changes>0 && holds[1]==0 -> changeByHand(1) }
  :: d_step { changes>0 && holds[2]==0 -> changeByHand(2) }
  :: d_step { changes>0 && holds[0]==0 && overloaded[0] -> overloaded[0]=0; changeByHand(0) }
#endif
  od
}

/* ==== the network ==== */
#define lose(q)   losses>0 && nempty(q) -> q?late_t,late_i,late_r,late_x,late_y,late_z; losses=losses-1; \
                  late_t=0;late_i=0;late_r=0;late_x=0;late_y=0;late_z=0
#define again(n)  dups>0 && nempty(inbox[n]) -> inbox[n]?<late_t,late_i,late_r,late_x,late_y,late_z>; late_to=n; dups=dups-1
#define calm      (late_t==0)

proctype Net() {
end:
  do
#if LOSS>0
  :: d_step { calm && lose(inbox[0]) }
  :: d_step { calm && lose(inbox[1]) }
  :: d_step { calm && lose(inbox[2]) }
#if N>3
  :: d_step { calm && lose(inbox[3]) }
#endif
  :: d_step { calm && lose(decisions) }
#endif
#if DUP>0
  :: d_step { calm && again(0) }
  :: d_step { calm && again(1) }
  :: d_step { calm && again(2) }
#if N>3
  :: d_step { calm && again(3) }
#endif
  :: d_step { late_t!=0 && len(inbox[late_to])<CAP-3 ->
       inbox[late_to]!late_t,late_i,late_r,late_x,late_y,late_z;
       late_t=0;late_i=0;late_r=0;late_x=0;late_y=0;late_z=0;late_to=0 }
#endif
  :: false
  od
}

/* I6, I7: every run ends, with all nodes free and promised to nobody. */
#define idle(n) (st[n]==FREE && wanted[n]==0)
#define quiet (idle(0) && idle(1) && idle(2) && (N<4 || idle(N-1)) && \
               holds[0]==0 && holds[1]==0 && holds[2]==0 && holds[3]==0)
ltl ends { <>[] quiet }

init { atomic {
  st[0]=FREE; st[1]=FREE; st[2]=FREE; st[N-1]=FREE;
  fence[0]=2; fence[1]=2; fence[2]=2; fence[N-1]=2;     /* 0: not known */
  F[0]=2; F[1]=2; F[2]=2; F[N-1]=2;
  trigger[0]=1; overloaded[0]=1;
#ifndef ONE
  trigger[1]=1; overloaded[1]=1;
#endif
  birth[0]=1; birth[1]=1; births=3;
#if OLD==2
  if :: birth[0]=2 :: birth[1]=2 fi;
#elif OLD==1
  birth[0]=2;
#else
  birth[1]=2;
#endif
#if VANISH
  if :: vanishes=0 :: vanishes=1 fi;
#endif
  run Executor(); run Net();
  run Agent(0,0);
#if I1==1
  run Agent(1,1); run Agent(2,2);
#else
  run Agent(1,2); run Agent(2,1);
#endif
#if N>3
  run Agent(3,2)
#endif
} }
