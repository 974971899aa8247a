# Stands in for gems that are not installed: whatever is asked of them is there, so that the app's own code runs.
class Object
  def self.const_missing(name)
    made = Class.new(BasicAnything)
    Object.const_set(name, made)
  end
end

class BasicAnything
  def self.method_missing(name, *given, &block)
    return super if %i[to_str to_ary to_hash].include?(name)
    class_exec(&block) if block && block.arity.zero? && %i[configure draw routes namespace scope].include?(name)
    self
  end

  def self.respond_to_missing?(name, *) = !%i[to_str to_ary to_hash].include?(name)

  def self.new(*) = self
end

module Kernel
  alias own_require require
  def require(name)
    own_require(name)
  rescue LoadError
    true
  end
end

load ARGV[0]
puts "ran"
